"""How it looks: one accent colour, a reading column for letters, and colours that hold on light and dark alike."""

from __future__ import annotations

import streamlit as st

# Tints are translucent and text keeps the theme's colour, so that both themes stay readable.
_CSS = """
.stMainBlockContainer {max-width: 84rem; padding: 3.6rem 2rem 4rem;}
.am-row {display: flex; flex-wrap: wrap; gap: .35rem; align-items: center;}
.am-soft {opacity: .68;}
.am-row, .am-summary {font-size: .95rem;}
[class*="st-key-side-"] {min-height: 2.6rem;}
.am-badge {display: inline-block; padding: .08rem .5rem; border-radius: 99px; font-size: .8rem; font-weight: 600;
  line-height: 1.35rem; white-space: nowrap; border: 1px solid var(--am-line); background: var(--am-tint);}
.am-ok, .am-edge-ok {--am-tint: rgba(22, 140, 84, .13); --am-line: rgba(22, 140, 84, .55);}
.am-warn, .am-edge-warn {--am-tint: rgba(214, 140, 10, .17); --am-line: rgba(200, 130, 10, .65);}
.am-bad, .am-edge-bad {--am-tint: rgba(205, 50, 60, .14); --am-line: rgba(205, 50, 60, .65);}
.am-quiet, .am-edge-quiet {--am-tint: rgba(128, 136, 148, .13); --am-line: rgba(128, 136, 148, .38);}
.am-accent, .am-edge-accent {--am-tint: rgba(60, 120, 205, .14); --am-line: rgba(60, 120, 205, .5);}
.am-letter {font-family: "Source Serif", "Source Serif 4", Charter, Georgia, serif; font-size: 1.1rem; line-height: 1.66;
  white-space: pre-wrap; overflow-wrap: anywhere; max-width: 72ch;}
.am-subject {font-weight: 600; margin: 0 0 .8rem; overflow-wrap: anywhere;}
.am-mark {color: inherit; background: var(--am-tint); border-bottom: 2px solid var(--am-line); padding: .06em 0;
  border-radius: 2px; cursor: help;}
.am-number {font: 600 .72rem/1rem "Source Sans", sans-serif; padding: 0 .32rem; margin: 0 .12rem; border-radius: 99px;
  border: 1px solid var(--am-line); background: var(--am-tint); vertical-align: super;}
.stHtml ol.am-promises, .stHtml ul.am-list {padding: 0; margin: 0; list-style: none;}
.am-promises { display: grid; gap: .7rem;}
.am-promise {margin: 0; padding: .15rem 0 .15rem .85rem; border-left: 3px solid var(--am-line); font-size: .95rem;}
.am-promises p {margin: .25rem 0; font-size: .95rem;}
.am-head {display: flex; flex-wrap: wrap; gap: .4rem; align-items: center;}
.am-head .am-number {vertical-align: baseline; margin: 0;}
.am-sentence {font-family: "Source Serif", "Source Serif 4", Charter, Georgia, serif; overflow-wrap: anywhere;}
.am-why {opacity: .8;}
.am-quote {margin: .3rem 0 .1rem; padding: .4rem .7rem; border: 0; border-radius: 6px; background: rgba(128, 136, 148, .11);
  opacity: 1; color: inherit; font-size: .9rem; overflow-wrap: anywhere; white-space: pre-line;}
.am-quote footer {margin-top: .2rem; font-size: .82rem; opacity: .72;}
.am-card {margin-bottom: .9rem;}
.am-list {display: grid; gap: .55rem; font-size: .95rem;}
.am-list li {margin: 0; font-size: .95rem; overflow-wrap: anywhere;}
.am-table {width: 100%; border-collapse: collapse; font-size: .93rem;}
.am-table th, .am-table td {text-align: left; font-weight: 400; padding: .34rem .7rem .34rem 0; vertical-align: top; border: 0;
  border-bottom: 1px solid rgba(128, 136, 148, .22); overflow-wrap: anywhere;}
.am-table th {opacity: .75;}
.am-table .am-tight {width: 1%; white-space: nowrap; padding-right: 1.4rem;}
.am-table thead td {opacity: .68; font-size: .85rem;}
.am-complaint {white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.6; max-width: 76ch;}
.am-summary {overflow-wrap: anywhere;}
.am-limits {margin: .35rem 0 .1rem; font-size: 1rem; overflow-wrap: anywhere;}
.am-apart li {padding: .3rem .7rem; border-left: 3px solid rgba(200, 130, 10, .65); white-space: pre-line;}
.am-table del {opacity: .75;}
.am-letter ins {background: rgba(22, 140, 84, .18); text-decoration: underline; text-decoration-thickness: 1px;}
.am-letter del {background: rgba(205, 50, 60, .14); opacity: .8;}
.am-hit mark {color: inherit; background: rgba(214, 140, 10, .28); border-radius: 2px; padding: 0 .08em;}
[class*="st-key-letter-"] textarea {font-family: "Source Serif", "Source Serif 4", Charter, Georgia, serif;
  font-size: 1.08rem; line-height: 1.62;}
[class*="st-key-send-"] code {font-family: "Source Serif", "Source Serif 4", Charter, Georgia, serif; font-size: 1.05rem;
  line-height: 1.6;}
@media (max-width: 1100px) {.stMainBlockContainer {padding-left: 1.2rem; padding-right: 1.2rem;}}
"""

# Streamlit sends a text when its field loses the focus. A short pause in typing counts as well, so that nothing stays
# in the browser alone. Forms are left out: there, the same key would send the form.
_SAVE_AS_TYPED = """
<script>
if (!window.amendsSaves) {
  window.amendsSaves = true;
  let pause;
  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.tagName !== "TEXTAREA" || !field.closest('[class*="st-key-typed-"]') || field.closest("form")) return;
    clearTimeout(pause);
    pause = setTimeout(() => field.dispatchEvent(
      new KeyboardEvent("keydown", {key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true})), 1500);
  }, true);
}
</script>
"""

_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 118 28" height="28">'
    '<rect x="0" y="3" width="22" height="22" rx="6" fill="#3f74bd"/>'
    '<path d="M6 14.5l3.6 3.6L16.4 10.6" fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round" '
    'stroke-linejoin="round"/>'
    '<text x="30" y="20.5" font-family="Source Sans, sans-serif" font-size="19" font-weight="650" fill="#4a7fc6">'
    "Amends</text></svg>"
)


def dress() -> None:
    """Puts the style on the page. Call it once a turn, first of all."""
    st.html(f"<style>{_CSS}</style>")
    st.logo(_LOGO, size="medium")


def save_as_typed() -> None:
    """Has fields saved while somebody types. Call it once a turn, last of all: it takes a little room on the page."""
    st.html(_SAVE_AS_TYPED, unsafe_allow_javascript=True)
