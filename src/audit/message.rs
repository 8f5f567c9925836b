//! A finding's wording: the policy's template with the finding's own figures.

use crate::model::{Lang, Text, figures};

/// What stands for a `{name}` of a template.
#[derive(Debug, Clone, Copy)]
pub(super) enum Figure {
    /// A span of time in whole minutes.
    Minutes(u64),
    /// A span of time that may be longer, in whole minutes.
    AtLeast(u64),
    /// A number of things.
    Count(u64),
    /// A share from 0 to 1.
    Share(f64),
}

/// Fills every `{name}` of `template`; names without a figure stay as they are.
pub(super) fn fill(template: &Text, figures: &[(&str, Figure)]) -> Text {
    let fill = |lang: Lang| filled(template.get(lang), figures, lang);
    Text::owned(fill(Lang::Zh), fill(Lang::En))
}

/// One pass over the template: a million findings are worded by it.
fn filled(template: &str, figures: &[(&str, Figure)], lang: Lang) -> String {
    let mut text = String::with_capacity(template.len() + 24);
    let mut rest = template;
    while let Some((before, from)) = rest.split_once('{') {
        text.push_str(before);
        let known = from.split_once('}').and_then(|(name, after)| {
            let (_, figure) = figures.iter().find(|(known, _)| *known == name)?;
            Some((figure, after))
        });
        match known {
            Some((figure, after)) => {
                text.push_str(&word(*figure, lang));
                rest = after;
            }
            None => {
                text.push('{');
                rest = from;
            }
        }
    }
    text.push_str(rest);
    text
}

fn word(figure: Figure, lang: Lang) -> String {
    match figure {
        Figure::Minutes(minutes) => figures::whole_span(minutes, lang),
        Figure::AtLeast(minutes) => {
            let span = figures::whole_span(minutes, lang);
            match lang {
                Lang::Zh => format!("至少 {span}"),
                Lang::En => format!("at least {span}"),
            }
        }
        Figure::Count(count) => count.to_string(),
        Figure::Share(share) => format!("{} %", figures::percent(share)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_may_be_longer_says_so() {
        let text = fill(&Text::new("晚 {late_by}", "{late_by} late"), &[("late_by", Figure::AtLeast(1))]);
        assert_eq!(text, Text::new("晚 至少 1分", "at least 1 min late"));
    }

    #[test]
    fn a_name_without_a_figure_stays() {
        let text = fill(&Text::same("a {b} {n} {{n}} {"), &[("n", Figure::Count(2))]);
        assert_eq!(text, Text::same("a {b} 2 {2} {"));
    }

    #[test]
    fn figures_take_the_place_of_their_names() {
        let template = Text::new("晚 {late_by}，{n} 次", "{late_by} late, {n} times");
        let text = fill(&template, &[("late_by", Figure::Minutes(90)), ("n", Figure::Count(2))]);
        assert_eq!(text, Text::new("晚 1小时30分，2 次", "1 h 30 min late, 2 times"));
    }
}
