//! A value with its key path: what readers take apart.

use super::{Node, Table, Value, element_path, key_path};
use crate::model::Text;
use crate::policy::error::{PolicyError, Reason};

/// A value and the key path that leads to it.
#[derive(Clone, Debug)]
pub(in crate::policy) struct Item<'a> {
    pub(in crate::policy) node: &'a Node,
    pub(in crate::policy) path: String,
}

impl<'a> Item<'a> {
    /// The whole file.
    pub(in crate::policy) fn root(node: &'a Node) -> Self {
        Self { node, path: String::new() }
    }

    /// Something wrong with this value.
    pub(in crate::policy) fn wrong(&self, reason: Reason) -> PolicyError {
        PolicyError::at(&self.node.place, &self.path, self.node.shown(), reason)
    }

    fn wrong_kind(&self, wanted: &Text) -> PolicyError {
        self.wrong(Reason::wrong_kind(wanted, &self.node.kind()))
    }

    /// # Errors
    /// [`PolicyError`] when it is of another kind; so for all that follow.
    pub(in crate::policy) fn text(&self) -> Result<&'a str, PolicyError> {
        self.node.as_text().ok_or_else(|| self.wrong_kind(&Text::new("文字", "a text")))
    }

    pub(in crate::policy) fn flag(&self) -> Result<bool, PolicyError> {
        match self.node.value {
            Value::Flag(flag) => Ok(flag),
            _ => Err(self.wrong_kind(&Text::new("布尔值", "true or false"))),
        }
    }

    pub(in crate::policy) fn whole(&self) -> Result<i64, PolicyError> {
        match self.node.value {
            Value::Whole(number) => Ok(number),
            _ => Err(self.wrong_kind(&Text::new("整数", "a whole number"))),
        }
    }

    #[expect(clippy::cast_precision_loss, reason = "the numbers of a policy are small")]
    pub(in crate::policy) fn number(&self) -> Result<f64, PolicyError> {
        match self.node.value {
            Value::Whole(number) => Ok(number as f64),
            Value::Number(number) => Ok(number),
            _ => Err(self.wrong_kind(&Text::new("数字", "a number"))),
        }
    }

    pub(in crate::policy) fn table(&self) -> Result<&'a Table, PolicyError> {
        self.node.as_table().ok_or_else(|| self.wrong_kind(&Text::new("表", "a table")))
    }

    /// The elements of a list.
    pub(in crate::policy) fn elements(&self) -> Result<Vec<Self>, PolicyError> {
        let nodes = self.node.as_list().ok_or_else(|| self.wrong_kind(&Text::new("列表", "a list")))?;
        let element = |(index, node)| Self { node, path: element_path(&self.path, index, node) };
        Ok(nodes.iter().enumerate().map(element).collect())
    }

    /// The keys of a table with their values, in the order of the file.
    pub(in crate::policy) fn entries(&self) -> Result<Vec<(&'a str, Self)>, PolicyError> {
        let entries = &self.table()?.entries;
        Ok(entries.iter().map(|entry| (entry.key.as_str(), self.child(&entry.key, &entry.node))).collect())
    }

    /// The value of a key of this table; `None` where there is none, or this is no table.
    pub(in crate::policy) fn get(&self, key: &str) -> Option<Self> {
        self.node.as_table()?.get(key).map(|node| self.child(key, node))
    }

    /// The value of a key that has to be there.
    pub(in crate::policy) fn need(&self, key: &str) -> Result<Self, PolicyError> {
        self.get(key).ok_or_else(|| self.wrong(Reason::missing(key)))
    }

    /// A list of texts.
    pub(in crate::policy) fn texts(&self) -> Result<Vec<String>, PolicyError> {
        self.elements()?.iter().map(|element| element.text().map(str::to_owned)).collect()
    }

    fn child(&self, key: &str, node: &'a Node) -> Self {
        Self { node, path: key_path(&self.path, key) }
    }
}
