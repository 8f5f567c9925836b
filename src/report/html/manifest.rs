//! What stands after the chapters: how the report can be verified, by people and by programs, and the script.

use super::super::manifest::{LEFT_OUT, PAGE_END, PAGE_START, manifest_json, words};
use super::super::{document_texts, sign_off};
use super::markup::Html;
use super::security::SCRIPT;
use crate::model::{Document, Lang};

/// The most bytes of the manifest for programs: about a thousand inputs.
const MOST_BYTES: usize = 400_000;

/// Everything after the last chapter.
pub(super) fn page_end(document: &Document, lang: Lang) -> Html {
    let mut html = Html::new(lang);
    room_to_sign(&mut html, document);
    html.raw("<footer><h2>").words(&words::TITLE).raw("</h2><dl>");
    for (label, value) in words::entries(document, lang) {
        html.raw("<div><dt>").text(label).raw("</dt><dd>").text(&value).raw("</dd></div>");
    }
    html.raw("</dl></footer>\n</main>\n").raw(PAGE_START);
    // A data block: no browser runs it, and its bytes cannot end it.
    match manifest_json(document) {
        json if json.len() <= MOST_BYTES => html.data(&json),
        _ => html.raw(LEFT_OUT),
    };
    html.raw(PAGE_END).raw("\n<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
    html
}

/// What people fill in by hand, on paper.
fn room_to_sign(html: &mut Html, document: &Document) {
    let lang = html.lang;
    html.raw("<section class=\"signing\"><h2>").words(&document_texts::SIGN_OFF).raw("</h2><dl>");
    for (label, value) in sign_off::rows(document, lang).into_iter().flatten() {
        html.raw("<div><dt>").words(label).raw("</dt><dd>").brief(value).raw("</dd></div>");
    }
    html.raw("<div class=\"conclusion\"><dt>").words(&document_texts::CONCLUSION);
    html.raw("</dt><dd></dd></div></dl></section>\n");
}
