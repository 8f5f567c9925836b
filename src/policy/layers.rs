//! From a name, a text or a file to the chain of layers it is made of, outermost last.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::built_in::{self, Shipped};
use super::error::{PolicyError, Reason};
use super::grammar::{self, POLICY, Shape};
use super::merge;
use super::tree::{self, Item, Node};
use crate::model::figures::hexadecimal;

/// So many layers are far more than any organisation has.
const MAX_DEPTH: usize = 8;

/// One file of the chain, checked for itself.
pub(super) struct LoadedLayer {
    pub(super) name: String,
    pub(super) origin: String,
    pub(super) text: String,
    pub(super) sha256: String,
    pub(super) root: Node,
}

/// Where a layer comes from; decides what it may extend.
enum Source<'a> {
    BuiltIn(&'static Shipped),
    Text { origin: &'a str, text: &'a str },
    File(PathBuf),
}

/// What is already in the chain, to find a cycle.
#[derive(PartialEq)]
enum Identity {
    BuiltIn(&'static str),
    Text,
    File(PathBuf),
}

/// The layers of a built-in policy, itself first.
pub(super) fn of_built_in(shipped: &'static Shipped) -> Result<Vec<LoadedLayer>, PolicyError> {
    chain(Source::BuiltIn(shipped))
}

/// The layers of a text, itself first; it can extend only built-in policies.
pub(super) fn of_text(origin: &str, text: &str) -> Result<Vec<LoadedLayer>, PolicyError> {
    chain(Source::Text { origin, text })
}

/// The layers of a file, itself first.
pub(super) fn of_file(path: &Path) -> Result<Vec<LoadedLayer>, PolicyError> {
    chain(Source::File(path.to_owned()))
}

fn chain(first: Source<'_>) -> Result<Vec<LoadedLayer>, PolicyError> {
    let mut layers: Vec<LoadedLayer> = Vec::new();
    let mut met = vec![first.identity()];
    let mut source = first;
    loop {
        let layer = source.load()?;
        let next = source.parent(&layer)?;
        let extends =
            Item::root(&layer.root).get("extends").map(|item| (item.node.place.clone(), item.node.shown()));
        layers.push(layer);
        let (Some(next), Some((place, value))) = (next, extends) else { return Ok(layers) };
        let wrong = |reason| PolicyError::at(&place, "extends", value.clone(), reason);
        if met.contains(&next.identity()) {
            return Err(wrong(Reason::new(
                "制度互相引用，成了环",
                "the policies extend each other in a circle",
            )));
        }
        if layers.len() == MAX_DEPTH {
            return Err(wrong(Reason::new(
                format!("层数过多：最多 {MAX_DEPTH} 层"),
                format!("too many layers: at most {MAX_DEPTH}"),
            )));
        }
        met.push(next.identity());
        source = next;
    }
}

impl Source<'_> {
    fn identity(&self) -> Identity {
        match self {
            Self::BuiltIn(shipped) => Identity::BuiltIn(shipped.name),
            Self::Text { .. } => Identity::Text,
            // One file may be reached by several paths.
            Self::File(path) => Identity::File(path.canonicalize().unwrap_or_else(|_| path.clone())),
        }
    }

    /// Reads the layer and checks it for itself.
    fn load(&self) -> Result<LoadedLayer, PolicyError> {
        let (origin, text) = match self {
            Self::BuiltIn(shipped) => (shipped.name.to_owned(), shipped.text.to_owned()),
            Self::Text { origin, text } => ((*origin).to_owned(), (*text).to_owned()),
            Self::File(path) => (path.display().to_string(), read(path)?),
        };
        let root = tree::parse(&origin, &text)?;
        let item = Item::root(&root);
        grammar::check(&item, &Shape::Table(&POLICY))?;
        merge::check_layer(&item)?;
        let name = item.need("name")?;
        if !matches!(self, Self::BuiltIn(_)) && built_in::shipped(name.text()?).is_some() {
            return Err(name.wrong(Reason::new(
                "这是内置制度的名称，自己的制度须另取名",
                "this is the name of a built-in policy; an own one needs another",
            )));
        }
        let name = name.text()?.to_owned();
        let sha256 = hexadecimal(&Sha256::digest(text.as_bytes()));
        Ok(LoadedLayer { name, origin, text, sha256, root })
    }

    /// What the layer extends, if anything.
    fn parent(&self, layer: &LoadedLayer) -> Result<Option<Source<'static>>, PolicyError> {
        let Some(extends) = Item::root(&layer.root).get("extends") else { return Ok(None) };
        let named = extends.text()?;
        if let Some(shipped) = built_in::shipped(named) {
            return Ok(Some(Source::BuiltIn(shipped)));
        }
        let unknown = || extends.wrong(Reason::unknown_policy(named, &built_in::names()));
        let Self::File(path) = self else { return Err(unknown()) };
        let parent = path.parent().unwrap_or(Path::new("")).join(named);
        let is_path = named.contains(['/', '\\']) || named.to_lowercase().ends_with(".toml");
        if !is_path && !parent.exists() {
            return Err(unknown());
        }
        // The error should stand at the line that named the file.
        std::fs::metadata(&parent)
            .map_err(|error| extends.wrong(unreadable(&error.to_string())))
            .map(|_| Some(Source::File(parent)))
    }
}

/// The longest policy file that is read, in bytes.
const LONGEST_FILE: u64 = 16 << 20;

fn read(path: &Path) -> Result<String, PolicyError> {
    let origin = path.display().to_string();
    let failed = |error: std::io::Error| PolicyError::of(&origin, unreadable(&error.to_string()));
    // A device has no end, and no policy is as long as this.
    let file = std::fs::File::open(path).map_err(failed)?;
    let mut bytes = Vec::new();
    file.take(LONGEST_FILE + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LONGEST_FILE {
        let why = Reason::new(
            format!("文件超过 {} MiB，不是制度文件", LONGEST_FILE >> 20),
            format!("it is longer than {} MiB and no policy file", LONGEST_FILE >> 20),
        );
        return Err(PolicyError::of(&origin, why));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..good].iter().filter(|byte| **byte == b'\n').count() + 1;
        PolicyError::of(
            &origin,
            Reason::new(
                format!("第 {line} 行不是 UTF-8 编码；请将文件另存为 UTF-8"),
                format!("line {line} is not UTF-8; save the file as UTF-8"),
            ),
        )
    })
}

fn unreadable(why: &str) -> Reason {
    Reason::new(format!("无法读取文件：{why}"), format!("the file cannot be read: {why}"))
}
