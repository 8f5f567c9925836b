//! The sheet a chart is drawn on: its size, how wide a text is, and the pieces all charts share.

use super::super::super::safe_text;
use super::super::markup::Html;
use crate::model::Chart;

/// Units across; the page shows a unit as about one pixel.
pub(super) const WIDTH: f64 = 720.0;
/// The size of all letters.
pub(super) const LETTER: f64 = 12.0;

/// Starts a drawing of this height, named by the chart's title.
pub(super) fn start(html: &mut Html, chart: &Chart, height: f64) {
    let lang = html.lang;
    html.raw("<svg role=\"img\"").drawing(format_args!(" viewBox=\"0 0 {WIDTH} {height:.0}\""));
    html.attribute("aria-label", chart.title.get(lang)).raw(">");
}

/// Units a text takes as it is shown: Han characters are square, Latin ones half as wide, and one that hides is
/// written out.
pub(super) fn text_width(text: &str) -> f64 {
    let of = |c: char| match c {
        'i' | 'l' | '.' | ',' | '\'' | ' ' | '|' => 0.3,
        'm' | 'w' | 'M' | 'W' | '%' => 0.88,
        c if c.is_ascii() => 0.57,
        c if unicode_width::UnicodeWidthChar::width(c) == Some(2) => 1.0,
        _ => 0.65,
    };
    safe_text(text).chars().map(of).sum::<f64>() * LETTER
}

/// The text, cut with an ellipsis to at most `most` units.
pub(super) fn fitted(text: &str, most: f64) -> String {
    if text_width(text) <= most {
        return text.to_owned();
    }
    let mut fitted = String::new();
    let mut left = most - LETTER;
    for c in safe_text(text).chars() {
        left -= text_width(c.encode_utf8(&mut [0; 4]));
        if left < 0.0 {
            break;
        }
        fitted.push(c);
    }
    fitted.push('…');
    fitted
}

/// How a text is anchored.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    /// It begins at the place.
    Start,
    /// It lies around the place.
    Middle,
    /// It ends at the place.
    End,
}

/// Writes a text at a place; `class` chooses how it looks.
pub(super) fn label(html: &mut Html, at: (f64, f64), anchor: Anchor, class: &'static str, text: &str) {
    html.drawing(format_args!("<text x=\"{:.1}\" y=\"{:.1}\"", at.0, at.1));
    html.raw(match anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    });
    if !class.is_empty() {
        html.raw(" class=\"").raw(class).raw("\"");
    }
    html.raw(">").brief(text).raw("</text>");
}

/// Writes a filled rectangle with what a pointer reads on it.
pub(super) fn bar(html: &mut Html, [x, y, width, height]: [f64; 4], class: &'static str, tip: &str) {
    html.raw("<rect class=\"fill ").raw(class);
    html.drawing(format_args!("\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\">"));
    html.raw("<title>").brief(tip).raw("</title></rect>");
}

/// Writes a straight line.
pub(super) fn line(html: &mut Html, from: (f64, f64), to: (f64, f64), class: &'static str) {
    html.raw("<path class=\"").raw(class);
    html.drawing(format_args!("\" d=\"M{:.1} {:.1}L{:.1} {:.1}\"/>", from.0, from.1, to.0, to.1));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_as_wide_as_it_is_shown() {
        assert_eq!(text_width("a\u{202e}"), text_width("a\\u{202e}"));
        let hidden = "\u{1b}]8;;x\u{7}".repeat(20);
        assert!(fitted(&hidden, 150.0).starts_with("\\u{1b}]8"));
        assert!(text_width(&fitted(&hidden, 150.0)) <= 150.0 + LETTER);
        assert_eq!(fitted("城东", 24.0), "城东");
    }
}
