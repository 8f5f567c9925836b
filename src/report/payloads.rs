//! Texts that attack whoever reads them, for the tests of every format.

/// One of each kind: formulas, markup, entities, links, control codes, hidden characters, line ends, escapes.
pub(super) const PAYLOADS: [&str; 44] = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "＝HYPERLINK(\"http://x\",\"y\")",
    "\",\"; =1",
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)",
    "' autofocus onfocus='alert(1)",
    "</w:t></w:r></w:p><w:p>",
    "<!--",
    "--> <b>x</b> --!>",
    "]]>",
    "<![CDATA[x]]>",
    "&lt;b&gt;&#x3c;&amp;&#0;&unknown;",
    "javascript:alert(1)",
    "http://x/",
    "[x](javascript:alert(1))",
    "![x](data:text/html,x)",
    "| a | b |",
    "`x` **x** __x__ ~~x~~ $x$",
    "# x",
    "@name <a@b.test>",
    "__proto__",
    "\u{1b}[2J\u{1b}[1;1H",
    "\u{1b}]8;;http://x\u{7}click\u{1b}]8;;\u{7}",
    "\u{9b}31m",
    "gpj\u{202e}\u{2066}exe\u{2069}",
    "nul\0nul\u{fffe}\u{ffff}",
    "one\r\ntwo\nthree\rfour",
    "a\tb\u{b}c\u{c}d\u{85}e\u{2028}f\u{2029}g",
    "\u{200b}\u{feff}\u{3164}\u{e0041}",
    "Z\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}",
    "_x000D_ _x0041_",
    "%s%n{0}${x}",
    "..\\..\\x",
    "\u{d7ff}\u{e000}\u{10ffff}",
    "\\u003c\\n\\",
    "<script type=\"application/json\" id=\"hearback-manifest\">{}",
    "hearback-manifest/1 1/1",
];

/// What a cell of a spreadsheet holds, and one more.
pub(super) fn long() -> String {
    "长".repeat(32_768)
}
