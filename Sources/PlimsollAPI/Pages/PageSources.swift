// swift-format-ignore-file
// Made by scripts/generate-pages from the folder web beside it; change the files there instead.

/// Pages for browsers.
enum PageSources {
    /// The console.
    static let console = #"""
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="Will this model fit, on which GPUs, at what batch and context?">
<title>Plimsoll</title>
<link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='6' fill='%230c2738'/%3E%3Cg fill='none' stroke='%23fff' stroke-width='3'%3E%3Ccircle cx='16' cy='16' r='8.5'/%3E%3Cpath d='M2 16h28' stroke='%23ff7a6c'/%3E%3C/g%3E%3C/svg%3E">
<style>:root {
--page: #e9eff2; --sheet: #fff; --sunk: #f4f7f9; --ink: #0f2330; --muted: #4a5f6d; --rule: #c8d4db; --edge: #71889a;
--hull: #0c2738; --hull-ink: #f2f7fa; --hull-muted: #b0c5d2; --line: #c62f22; --link: #0b5d91; --focus: #0b6fb0;
--fits: #13693f; --tight: #735400; --risky: #9c430a; --no: #ad241a;
--fits-soft: #d3ebdd; --tight-soft: #f4e8b8; --risky-soft: #fadbc2; --no-soft: #f6cfcb;
--c-weights: #24577f; --c-kv: #1b9aa3; --c-state: #7866b5; --c-act: #d59a26; --c-run: #8b9ba7;
--c-grad: #b24f78; --c-opt: #4f8a55; --c-adapter: #c8733f; --c-comm: #a9b4bc;
--display: "DIN Alternate", Bahnschrift, "Roboto Condensed", "Avenir Next Condensed", "Liberation Sans Narrow", "Arial Narrow", sans-serif;
--text: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif;
--mono: ui-monospace, "SF Mono", Menlo, Consolas, "Roboto Mono", "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { --dark: 1;
--page: #09131a; --sheet: #101e28; --sunk: #0c1821; --ink: #e6eef3; --muted: #9db2bf; --rule: #253a48; --edge: #6b8597;
--hull: #050d13; --hull-ink: #eef5f9; --hull-muted: #9db4c2; --line: #ff6a5c; --link: #79c3f2; --focus: #67bdf5;
--fits: #63d19b; --tight: #e8c555; --risky: #ffa066; --no: #ff8377;
--fits-soft: #12402a; --tight-soft: #453803; --risky-soft: #4f2809; --no-soft: #521b17;
--c-weights: #4f8fc2; --c-kv: #2fb5bd; --c-state: #9a89d8; --c-act: #e0ad48; --c-run: #7d909d;
--c-grad: #d0729a; --c-opt: #6fb377; --c-adapter: #e0915f; --c-comm: #5f727f; } }
:root[data-theme="dark"] { --dark: 1; color-scheme: dark;
--page: #09131a; --sheet: #101e28; --sunk: #0c1821; --ink: #e6eef3; --muted: #9db2bf; --rule: #253a48; --edge: #6b8597;
--hull: #050d13; --hull-ink: #eef5f9; --hull-muted: #9db4c2; --line: #ff6a5c; --link: #79c3f2; --focus: #67bdf5;
--fits: #63d19b; --tight: #e8c555; --risky: #ffa066; --no: #ff8377;
--fits-soft: #12402a; --tight-soft: #453803; --risky-soft: #4f2809; --no-soft: #521b17;
--c-weights: #4f8fc2; --c-kv: #2fb5bd; --c-state: #9a89d8; --c-act: #e0ad48; --c-run: #7d909d;
--c-grad: #d0729a; --c-opt: #6fb377; --c-adapter: #e0915f; --c-comm: #5f727f; }
:root[data-theme="light"] { color-scheme: light; }
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 var(--text); font-variant-numeric: tabular-nums; }
[hidden] { display: none !important; }
.wrap { max-width: 1440px; margin-inline: auto; padding-inline: clamp(1rem, 2.5vw, 2.25rem); }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
h1, h2, h3, p, dl, dd, ul, figure { margin: 0; padding: 0; }
code, pre { font-family: var(--mono); font-size: .88em; }
i { font-style: normal; color: var(--muted); font-weight: 400; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--sheet); color: var(--ink); padding: .6rem 1rem; z-index: 20; }
.skip:focus { top: 0; }
.topside { background: var(--hull); color: var(--hull-ink); border-bottom: 4px solid var(--line); }
.topside-row { display: flex; align-items: center; gap: .5rem 1.5rem; min-height: 60px; flex-wrap: wrap; padding-block: .5rem; }
.brand { display: flex; align-items: center; gap: .65rem; color: inherit; text-decoration: none; font: 700 1.5rem/1 var(--display); letter-spacing: .015em; }
.mark { width: 44px; height: 30px; fill: none; stroke: currentColor; stroke-width: 3.4; }
.tagline { color: var(--hull-muted); font: 400 .93rem/1.4 var(--text); }
.topside nav { margin-left: auto; display: flex; align-items: center; gap: 1.1rem; font-size: .9rem; }
.topside nav a { color: var(--hull-ink); text-decoration: none; }
.topside nav a:hover { text-decoration: underline; }
.topside :focus-visible { outline-color: #8fd0ff; }
.topside .ghost { color: inherit; border-color: #ffffff55; background: none; }
.noscript { padding-block: 1.5rem; }
button { font: inherit; cursor: pointer; color: inherit; }
.ghost { background: none; border: 1px solid var(--edge); border-radius: 6px; padding: .3rem .75rem; min-height: 34px; font-size: .87rem; white-space: nowrap; }
.ghost:hover { border-color: currentColor; }
.foot { border-top: 1px solid var(--rule); padding-block: 1.2rem 2rem; font-size: .85rem; color: var(--muted); }
.foot p { max-width: 80ch; }
.layout { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; padding-block: 1.25rem 2rem; align-items: start; }
@media (min-width: 940px) {
.layout { grid-template-columns: 328px minmax(0, 1fr); gap: 1.75rem; padding-block: 1.75rem 2.5rem; }
.inputs { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; scrollbar-width: thin; }
}
main:focus { outline: none; }
.inputs { background: var(--sheet); border: 1px solid var(--rule); border-radius: 10px; padding: .4rem 1.15rem .9rem; }
fieldset { border: 0; margin: 0; padding: 0 0 .95rem; border-bottom: 1px solid var(--rule); min-width: 0; }
legend { font: 700 1.06rem/1 var(--display); letter-spacing: .02em; padding: .85rem 0 0; float: left; width: 100%; margin-bottom: .6rem; }
legend + * { clear: both; }
.field { margin-top: .55rem; min-width: 0; }
legend + .pair > .field { margin-top: 0; }
.field > label, .drop strong { display: block; font-size: .84rem; font-weight: 600; margin-bottom: .25rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 .7rem; align-items: end; }
.pair > .field { align-self: start; }
input[type="text"], input[type="number"], select, textarea {
width: 100%; min-height: 38px; padding: .4rem .6rem; font: inherit; color: var(--ink); background: var(--sunk);
border: 1px solid var(--edge); border-radius: 6px; appearance: none; }
textarea { font: .82rem/1.45 var(--mono); resize: vertical; min-height: 88px; display: block; }
select { padding-right: 1.8rem; background-image: linear-gradient(45deg, #0000 50%, var(--muted) 50%), linear-gradient(-45deg, #0000 50%, var(--muted) 50%);
background-size: 5px 5px; background-repeat: no-repeat; background-position: right 15px center, right 10px center; }
input[type="number"] { -moz-appearance: textfield; }
input[type="number"]::-webkit-inner-spin-button { opacity: .6; }
::placeholder { color: var(--muted); opacity: 1; }
input:hover, select:hover, textarea:hover { border-color: var(--ink); }
input:focus-visible, select:focus-visible, textarea:focus-visible { outline-offset: -1px; }
[aria-invalid="true"] { border-color: var(--no) !important; box-shadow: inset 3px 0 0 var(--no); }
input:disabled { color: var(--muted); border-style: dashed; }
.error { color: var(--no); font-size: .82rem; line-height: 1.4; margin-top: .3rem; overflow-wrap: anywhere; }
.error button { font: inherit; color: var(--link); background: none; border: 0; padding: 0 .1rem; text-decoration: underline; cursor: pointer; }
.hint { font-size: .8rem; color: var(--muted); margin-top: .3rem; }
.check { display: flex; gap: .5rem; align-items: center; font-size: .88rem; margin-top: .6rem; min-height: 24px; }
.check input { width: 17px; height: 17px; accent-color: var(--c-weights); margin: 0; }
.segmented { display: flex; background: var(--sunk); border: 1px solid var(--rule); border-radius: 7px; padding: 2px; clear: both; }
.segmented label { flex: 1; position: relative; }
.segmented input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; width: 100%; height: 100%; }
.segmented span { display: block; text-align: center; font-size: .85rem; padding: .3rem .2rem; border-radius: 5px; color: var(--muted); }
.segmented input:checked + span { background: var(--hull); color: var(--hull-ink); font-weight: 600; }
:root[data-theme="dark"] .segmented input:checked + span { background: #2b4a5e; }
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) .segmented input:checked + span { background: #2b4a5e; } }
.segmented input:focus-visible + span { outline: 2px solid var(--focus); outline-offset: 2px; }
.drop { display: block; margin-top: .7rem; border: 1.5px dashed var(--edge); border-radius: 8px; padding: .9rem; text-align: center; cursor: pointer; position: relative; background: var(--sunk); }
.drop span { font-size: .82rem; color: var(--muted); }
.drop:hover, .drop.over { border-color: var(--focus); border-style: solid; }
.drop:focus-within { outline: 2px solid var(--focus); outline-offset: 2px; }
.facts { font-size: .82rem; color: var(--muted); margin-top: .55rem; line-height: 1.45; }
.facts:empty { display: none; }
.card-row { display: flex; gap: .7rem; }
.card-row .field { flex: 1; }
.card-row .count { flex: 0 0 74px; }
.more summary { padding: .85rem 0; font-size: .9rem; font-weight: 600; cursor: pointer; }
.more summary span { color: var(--muted); font-weight: 400; }
.more[open] { padding-bottom: .8rem; }
.form-foot { display: flex; justify-content: space-between; align-items: center; gap: 1rem; border-top: 1px solid var(--rule); padding-top: .85rem; font-size: .78rem; color: var(--muted); }
.combo { position: relative; }
.combo input { padding-right: 2rem; text-overflow: ellipsis; }
.combo .clear { position: absolute; right: 3px; top: 3px; width: 30px; height: 32px; border: 0; background: none; color: var(--muted); font-size: 1.05rem; border-radius: 5px; }
.combo ul { position: fixed; z-index: 10; margin: 0; padding: .25rem; list-style: none; overflow-y: auto; max-height: 330px; background: var(--sheet);
border: 1px solid var(--edge); border-radius: 8px; box-shadow: 0 12px 32px #0003; scrollbar-width: thin; }
.combo li { padding: .38rem .55rem; border-radius: 5px; cursor: pointer; line-height: 1.3; }
.combo li small { display: block; color: var(--muted); font-size: .78rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.combo li[aria-selected="true"] { background: var(--page); box-shadow: inset 3px 0 0 var(--line); }
.combo li.note { color: var(--muted); font-size: .82rem; cursor: default; }
.tabs-row { display: flex; align-items: end; gap: .75rem 1.5rem; border-bottom: 1px solid var(--edge); }
[role="tablist"] { display: flex; gap: .15rem; overflow-x: auto; scrollbar-width: none; flex: 1; }
[role="tab"] { border: 0; background: none; padding: .55rem .85rem .6rem; font: 600 1.04rem/1.2 var(--display); letter-spacing: .015em; color: var(--muted); white-space: nowrap; border-bottom: 3px solid transparent; margin-bottom: -1px; min-height: 44px; }
[role="tab"]:hover { color: var(--ink); }
[role="tab"][aria-selected="true"] { color: var(--ink); border-bottom-color: var(--line); }
[role="tab"]:focus-visible { outline-offset: -3px; }
.share { display: flex; gap: .5rem; padding-bottom: .45rem; }
[role="tabpanel"] { padding-top: 1.5rem; }
[role="tabpanel"]:focus-visible { outline-offset: 6px; }
[aria-busy="true"] > * { opacity: .6; transition: opacity .15s .15s; }
.banner { margin-top: 1rem; border: 1px solid var(--no); border-left-width: 5px; border-radius: 6px; background: var(--sheet); padding: .75rem 1rem; display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; }
.banner p { flex: 1 1 16rem; }
.banner input { width: 16rem; }
.verdict { display: grid; grid-template-columns: auto 1fr; gap: .15rem 1.1rem; align-items: center; margin-bottom: .25rem; }
.verdict svg { width: 74px; height: 74px; grid-row: span 2; }
.verdict h2 { font: 700 clamp(1.9rem, 1.3rem + 2vw, 2.7rem)/1.05 var(--display); letter-spacing: -.005em; color: var(--tone); text-wrap: balance; }
.verdict p { max-width: 64ch; text-wrap: pretty; color: var(--ink); }
.tone-fits { --tone: var(--fits); --soft: var(--fits-soft); } .tone-tight { --tone: var(--tight); --soft: var(--tight-soft); }
.tone-risky { --tone: var(--risky); --soft: var(--risky-soft); } .tone-does_not_fit { --tone: var(--no); --soft: var(--no-soft); }
.tone-none { --tone: var(--ink); --soft: var(--sunk); }
.gauge-ring { fill: var(--sheet); stroke: var(--tone); stroke-width: 4; }
.gauge-load { fill: var(--tone); opacity: .85; } .gauge-line { stroke: var(--ink); stroke-width: 4; }
.sheet { background: var(--sheet); border: 1px solid var(--rule); border-radius: 10px; padding: 1.25rem clamp(1rem, 2vw, 1.5rem); }
.view { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; }
h3, .head-row h2 { font: 700 1.12rem/1.2 var(--display); letter-spacing: .02em; }
.sheet > h3 { margin-bottom: .8rem; }
.head-row { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; flex-wrap: wrap; margin-bottom: .2rem; }
.head-row p { font-size: .88rem; color: var(--muted); }
.hull { padding-top: 46px; margin-bottom: .3rem; }
.hold { position: relative; height: 74px; background: var(--sunk); border: 1px solid var(--edge); border-top: 0; border-radius: 0 0 26px 26px; }
.stow { position: absolute; inset: 0; display: flex; overflow: hidden; border-radius: 0 0 25px 25px; }
.stow > span { height: 100%; border-right: 1.5px solid var(--sheet); min-width: 0; overflow: hidden; color: #fff; }
.beyond { position: absolute; top: 0; bottom: 0; right: 0; background: repeating-linear-gradient(135deg, #0000 0 5px, var(--rule) 5px 6px); border-radius: 0 0 25px 0; }
.over { position: absolute; top: 0; bottom: 0; background: repeating-linear-gradient(135deg, #0000 0 5px, var(--line) 5px 9px); }
.maybe { position: absolute; top: 0; bottom: 0; background: repeating-linear-gradient(135deg, #0000 0 4px, var(--c-run) 4px 6px); }
.band { position: absolute; top: calc(100% + 6px); height: 9px; min-width: 4px; border: solid var(--ink); border-width: 0 2px; background: linear-gradient(var(--ink), var(--ink)) center / 100% 2px no-repeat; }
.band::after { content: ""; position: absolute; left: var(--at); top: -3px; height: 15px; width: 3px; margin-left: -1.5px; background: var(--ink); }
.loadline { position: absolute; top: -32px; bottom: -1px; width: 3px; margin-left: -1.5px; background: var(--line); }
.loadline::before { content: ""; position: absolute; left: -10.5px; top: -2px; width: 24px; height: 24px; border: 3px solid var(--line); border-radius: 50%; }
.loadline b { position: absolute; top: -2px; white-space: nowrap; font: 600 .95rem/24px var(--display); color: var(--no); }
.loadline.left b { right: 22px; } .loadline.right b { left: 24px; }
.draught { position: relative; height: 30px; margin-top: 22px; white-space: nowrap; font-size: .78rem; color: var(--muted); }
.draught span { position: absolute; transform: translateX(-50%); top: 7px; }
.draught span:first-child { transform: none; } .draught span.last { transform: translateX(-100%); }
.draught span::before { content: ""; position: absolute; left: 50%; top: -7px; height: 6px; border-left: 1px solid var(--edge); }
.draught span:first-child::before { left: 0; } .draught span.last::before { left: 100%; }
.stage { display: grid; grid-template-columns: 5.5rem 1fr 4.8rem; gap: .7rem; align-items: center; font-size: .84rem; margin-top: .4rem; }
.stage .mini { position: relative; height: 16px; background: var(--sunk); border-radius: 0 0 7px 7px; overflow: hidden; display: flex; }
.stage b { font-weight: 500; text-align: right; }
.terms { border-top: 1px solid var(--rule); margin-top: .4rem; }
.terms details, .terms .term { border-bottom: 1px solid var(--rule); }
.term-row { display: grid; grid-template-columns: 14px minmax(7rem, 1fr) 6.2rem 3.4rem 1rem; gap: .7rem; align-items: center; padding: .5rem .1rem; }
.terms summary { cursor: pointer; list-style: none; } .terms summary::-webkit-details-marker { display: none; }
.terms summary::after { content: none; }
.term-row .chev { width: 8px; height: 8px; border: solid var(--muted); border-width: 0 2px 2px 0; transform: rotate(45deg) translate(-2px, -2px); justify-self: center; }
details[open] > summary .chev { transform: rotate(-135deg) translate(-2px, -2px); }
.swatch { width: 14px; height: 14px; border-radius: 3px; display: inline-block; }
.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.term-row .share-of { text-align: right; color: var(--muted); font-size: .88rem; }
.term-body { padding: 0 .1rem .9rem calc(14px + .8rem); font-size: .88rem; color: var(--muted); }
.term-body p { max-width: 72ch; }
.term-body dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .9rem; margin-top: .5rem; }
.term-body dd { color: var(--ink); overflow-wrap: anywhere; }
.term-body dd code { font-size: .86em; }
.term-body dl + dl { border-top: 1px dotted var(--rule); padding-top: .5rem; }
.columns { columns: 2 360px; column-gap: 1.25rem; }
.columns > * { break-inside: avoid; }
.columns > * + * { margin-top: 1.25rem; }
.figures { display: grid; grid-template-columns: minmax(45%, 1fr) minmax(0, auto); }
.figures dd { padding-left: 1rem !important; }
.figures dt, .figures dd { padding: .45rem 0; border-top: 1px solid var(--rule); }
.figures dt:first-of-type, .figures dt:first-of-type + dd { border-top: 0; }
.figures dt { color: var(--muted); font-size: .92rem; }
.figures dd { text-align: right; font-weight: 600; white-space: nowrap; }
.figures dd small { display: block; font-weight: 400; color: var(--muted); font-size: .8rem; white-space: normal; overflow-wrap: anywhere; }
.notes { list-style: none; font-size: .88rem; color: var(--muted); }
.notes li { padding: .3rem 0 .3rem 1.1rem; position: relative; max-width: 88ch; overflow-wrap: anywhere; }
.notes li::before { content: ""; position: absolute; left: 0; top: .86em; width: .6rem; border-top: 2px solid var(--edge); }
.notes.warn li { color: var(--ink); } .notes.warn li::before { border-color: var(--line); border-top-width: 3px; }
.scroll { container-type: inline-size; position: relative; overflow-x: auto; margin-inline: calc(-1 * clamp(1rem, 2vw, 1.5rem)); padding-inline: clamp(1rem, 2vw, 1.5rem); scrollbar-width: thin; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th { font-weight: 600; text-align: left; color: var(--muted); font-size: .82rem; padding: .35rem .7rem .5rem 0; vertical-align: bottom; border-bottom: 1px solid var(--edge); }
td, tbody th { padding: .5rem .7rem .5rem 0; border-bottom: 1px solid var(--rule); vertical-align: middle; }
tbody th { color: var(--ink); font-size: .9rem; }
th.num, td.num { padding-left: .4rem; }
tr.chosen > *, tr.chosen + tr.note > * { background: var(--sunk); } tr.chosen th { box-shadow: -12px 0 0 var(--sunk), -15px 0 0 var(--line); }
td small, th small { display: block; color: var(--muted); font-weight: 400; font-size: .8rem; max-width: 44ch; }
tbody th { min-width: 9.5rem; }
.heat tbody th { min-width: 0; }
tr.noted > * { border-bottom: 0; padding-bottom: 0; }
tr.note td { color: var(--muted); font-size: .82rem; padding-top: .1rem; }
tr.note span { position: sticky; left: 0; display: inline-block; max-width: calc(100vw - 5rem); }
tr.noted td { white-space: nowrap; }
.pill { display: inline-flex; align-items: center; gap: .4em; font-weight: 600; color: var(--tone); white-space: nowrap; font-size: .87rem; }
.pill::before { content: ""; width: .62em; height: .62em; border-radius: 50%; background: var(--tone); }
.pill.tone-tight::before { border-radius: 0; } .pill.tone-risky::before { border-radius: 0; transform: rotate(45deg); }
.pill.tone-does_not_fit::before { background: none; border: .16em solid var(--tone); }
.bar { position: relative; height: 14px; min-width: 120px; background: var(--sunk); border-radius: 0 0 6px 6px; }
.bar > span { position: absolute; inset: 0 auto 0 0; background: var(--c-weights); border-radius: 0 0 5px 5px; max-width: 100%; }
.bar > em { position: absolute; top: -3px; bottom: -3px; width: 2px; background: var(--line); }
button.link { font: inherit; font-weight: 600; text-align: left; border: 0; background: none; color: var(--link); text-decoration: underline; padding: .2rem 0; min-height: 24px; text-underline-offset: .2em; }
.peek { position: fixed; inset: auto 0 0; z-index: 8; display: flex; justify-content: space-between; align-items: center; gap: 1rem; padding: .7rem 1.1rem calc(.7rem + env(safe-area-inset-bottom)); background: var(--sheet); border-top: 3px solid var(--tone); color: var(--ink); text-decoration: none; box-shadow: 0 -6px 24px #0003; font-size: .92rem; }
@media (min-width: 940px) { .peek { display: none; } }
.strip { display: grid; grid-template-columns: repeat(auto-fill, minmax(140px, 1fr)); gap: .2rem .8rem; margin: -.6rem 0 1.6rem; }
.strip .check { align-self: end; min-height: 38px; }
.strip .wide { grid-column: span 2; }
.heat { border-collapse: separate; border-spacing: 3px; table-layout: fixed; min-width: 620px; }
.heat th { border: 0; text-align: center; padding: .3rem; } .heat tbody th { text-align: right; padding-right: .6rem; width: 5rem; }
.heat td { padding: 0; border: 0; }
.heat button { width: 100%; min-height: 46px; border: 0; border-radius: 0 0 9px 9px; background: var(--soft); color: var(--tone); font: 600 .92rem/1.15 var(--display); padding: .2rem; }
.heat button:hover { box-shadow: inset 0 0 0 2px var(--tone); } .heat button:focus-visible { outline-offset: 1px; }
.heat button.tone-does_not_fit { background-image: repeating-linear-gradient(135deg, #0000 0 6px, color-mix(in srgb, var(--no) 9%, #0000) 6px 8px); }
.heat th:first-child { position: sticky; left: calc(-1 * clamp(1rem, 2vw, 1.5rem)); background: var(--sheet); z-index: 1; }
.heat thead th:first-child { width: 5rem; text-align: right; }
.heat small { display: block; color: inherit; font: 400 .74rem/1.2 var(--text); }
.heat button[aria-pressed="true"] { box-shadow: inset 0 0 0 3px var(--tone); }
.key { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin-top: .9rem; font-size: .86rem; }
.axis { text-align: center; color: var(--muted); font-size: .82rem; }
.empty { padding: 2.2rem 1rem; text-align: center; color: var(--muted); }
.empty strong { display: block; font: 700 1.3rem/1.3 var(--display); color: var(--ink); margin-bottom: .3rem; }
.empty p { max-width: 52ch; margin-inline: auto; }
.toast { position: fixed; left: 50%; bottom: 1.5rem; transform: translateX(-50%); background: var(--hull); color: var(--hull-ink); border: 1px solid #ffffff40; padding: .6rem 1.1rem; border-radius: 7px; z-index: 30; font-size: .9rem; max-width: calc(100vw - 2rem); }
@media (max-width: 939px) {
.tabs-row { flex-direction: column-reverse; align-items: stretch; }
.share { padding: 0; }
.share .ghost { flex: 1; min-height: 40px; }
.inputs .ghost, .topside .ghost { min-height: 40px; }
}
@container (max-width: 860px) {
.stack, .stack tbody, .stack caption { display: block; }
.stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.stack tbody tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(134px, 1fr)); gap: .1rem 1.2rem; padding: .6rem 0; border-bottom: 1px solid var(--rule); }
.stack tbody th, .stack td { border: 0; padding: 0; min-width: 0; }
.stack tbody th, .stack tr.note td { grid-column: 1 / -1; }
.stack td[data-label] { display: flex; justify-content: space-between; align-items: baseline; gap: .6rem; text-align: right; }
.stack td[data-label]::before { content: attr(data-label); color: var(--muted); font-size: .82rem; text-align: left; white-space: nowrap; }
.stack td:has(> .bar) { grid-column: 1 / -1; align-items: center; }
.stack td[data-label=""] { display: none; }
.stack .bar { flex: 1; min-width: 40px; }
.stack tr.noted { border-bottom: 0; padding-bottom: 0; } .stack tr.note { padding-top: .2rem; }
.stack tr.chosen th { box-shadow: none; } .stack tr.chosen { background: var(--sunk); box-shadow: -12px 0 0 var(--sunk), -15px 0 0 var(--line); }
}
@media (max-width: 560px) {
.heat thead th:first-child, .heat tbody th { width: 4.4rem; }
.tagline { order: 3; width: 100%; font-size: .85rem; }
.topside nav a:nth-child(2) { display: none; }
.verdict svg { width: 52px; height: 52px; }
.verdict { gap: .3rem .8rem; } .verdict p { grid-column: 1 / -1; } .verdict svg { grid-row: auto; }
.term-row { grid-template-columns: 14px 1fr auto 3rem 1rem; gap: .5rem; }
.hold { height: 60px; }
}
@media (prefers-reduced-motion: no-preference) { .stow > span, .loadline, .band { transition: width .25s, left .25s; } }
@media (forced-colors: active) { .stow > span, .swatch, .bar > span { forced-color-adjust: none; } }
@media print { .inputs, .share, .topside nav, .strip { display: none; } .layout { display: block; } body { background: #fff; } }</style>
</head>
<body>
<a class="skip" href="#results">Skip to the answer</a>

<header class="topside">
  <div class="wrap topside-row">
    <a class="brand" href="/">
      <svg viewBox="0 0 48 32" aria-hidden="true" class="mark"><circle cx="24" cy="16" r="11"/><path d="M2 16h44"/></svg>
      <span>Plimsoll</span>
    </a>
    <h1 class="tagline">Will it fit, on which GPUs, at what batch and context?</h1>
    <nav aria-label="Service">
      <a href="/docs">API reference</a>
      <a href="/openapi.yaml">openapi.yaml</a>
      <button type="button" id="theme" class="ghost" aria-label="Colours: as the system"><span aria-hidden="true">◐</span> <span id="theme-name">Auto</span></button>
    </nav>
  </div>
</header>

<noscript><p class="wrap noscript">This page needs JavaScript. The same answers come from
<code>curl '…/v1/estimates/inference?model=llama-3-70b&amp;weights=int8&amp;gpu=h100'</code>; see <a href="/docs">the API reference</a>.</p></noscript>

<div class="wrap layout">
<form id="form" class="inputs" autocomplete="off" aria-label="What to estimate" novalidate>

  <fieldset>
    <legend>Model</legend>
    <div class="segmented" role="radiogroup" aria-label="Where the model is from">
      <label><input type="radio" name="source" value="catalog" checked><span>Catalog</span></label>
      <label><input type="radio" name="source" value="own"><span>Your file</span></label>
      <label><input type="radio" name="source" value="size"><span>Size only</span></label>
    </div>

    <div class="field" data-when="source=catalog">
      <label for="model">Model</label>
      <div class="combo" data-combo="model"><input id="model" type="text" role="combobox" aria-expanded="false" aria-autocomplete="list" spellcheck="false" placeholder="Search the catalog"></div>
      <p class="error" id="model-error" hidden></p>
    </div>

    <div data-when="source=own" hidden>
      <label class="drop" id="drop"><input type="file" id="file" class="sr" accept=".json,.gguf,.safetensors">
        <strong>Drop a file, or choose one</strong>
        <span>config.json, .gguf, .safetensors. Only the header is read.</span></label>
      <div class="field">
        <label for="config">or paste a config.json</label>
        <textarea id="config" rows="4" spellcheck="false" placeholder='{"model_type": "llama", "hidden_size": 4096, …}'></textarea>
        <p class="error" id="config-error" hidden></p>
      </div>
    </div>

    <div class="pair" data-when="source=size" hidden>
      <div class="field"><label for="parameters">Parameters</label><input id="parameters" type="text" inputmode="decimal" placeholder="13B"><p class="error" id="parameters-error" hidden></p></div>
      <div class="field"><label for="hidden_size">Hidden size <i>if known</i></label><input id="hidden_size" type="text" inputmode="numeric" placeholder="inferred"><p class="error" id="hidden_size-error" hidden></p></div>
      <div class="field"><label for="layers">Layers <i>if known</i></label><input id="layers" type="text" inputmode="numeric" placeholder="inferred"><p class="error" id="layers-error" hidden></p></div>
      <div class="field"><label for="kv_heads">KV heads <i>if known</i></label><input id="kv_heads" type="text" inputmode="numeric" placeholder="inferred"><p class="error" id="kv_heads-error" hidden></p></div>
    </div>
    <p class="facts" id="facts" aria-live="polite"></p>

    <div class="pair" data-tabs="serving quantization plans hardware sweep">
      <div class="field" data-tabs="serving plans hardware sweep">
        <label for="weights">Weights</label>
        <div class="combo" data-combo="weights"><input id="weights" type="text" role="combobox" aria-expanded="false" aria-autocomplete="list" spellcheck="false" placeholder="as published"></div>
        <p class="error" id="weights-error" hidden></p>
      </div>
      <div class="field">
        <label for="kv_cache">KV cache</label>
        <select id="kv_cache"><option value="">16 bits</option><option>fp8</option><option>int8</option><option>q8_0</option><option>q8_0/fp16</option><option>q5_0</option><option>q4_0</option><option>fp32</option></select>
        <p class="error" id="kv_cache-error" hidden></p>
      </div>
    </div>
  </fieldset>

  <fieldset data-tabs="serving quantization plans hardware sweep">
    <legend>Load</legend>
    <div class="pair">
      <div class="field">
        <label for="batch">Sequences at once</label>
        <input id="batch" type="text" inputmode="numeric" placeholder="1">
        <p class="error" id="batch-error" hidden></p>
      </div>
      <div class="field">
        <label for="context">Tokens each</label>
        <input id="context" type="text" inputmode="numeric" placeholder="2048" aria-describedby="context-hint">
        <p class="error" id="context-error" hidden></p>
      </div>
    </div>
    <label class="check"><input type="checkbox" id="batch_max"> As many sequences as fit</label>
    <p class="hint" id="context-hint">Prompt and output together; 8k is 8192.</p>
    <div class="field">
      <label for="runtime">Inference engine</label>
      <div class="combo" data-combo="runtime"><input id="runtime" type="text" role="combobox" aria-expanded="false" aria-autocomplete="list" spellcheck="false" placeholder="generic"></div>
      <p class="error" id="runtime-error" hidden></p>
    </div>
  </fieldset>

  <fieldset>
    <legend>Hardware</legend>
    <div class="segmented" role="radiogroup" aria-label="How the card is named">
      <label><input type="radio" name="card" value="catalog" checked><span>Catalog</span></label>
      <label><input type="radio" name="card" value="memory"><span>By its memory</span></label>
    </div>
    <div class="card-row">
      <div class="field" data-when="card=catalog">
        <label for="gpu">GPU</label>
        <div class="combo" data-combo="gpu"><input id="gpu" type="text" role="combobox" aria-expanded="false" aria-autocomplete="list" spellcheck="false" placeholder="none: memory alone"></div>
        <p class="error" id="gpu-error" hidden></p>
      </div>
      <div class="field" data-when="card=memory" hidden><label for="memory_gib">GiB</label><input id="memory_gib" type="text" inputmode="decimal" placeholder="24"><p class="error" id="memory_gib-error" hidden></p></div>
      <div class="field" data-when="card=memory" hidden><label for="bandwidth">GB/s</label><input id="bandwidth" type="text" inputmode="decimal" placeholder="optional"><p class="error" id="bandwidth-error" hidden></p></div>
      <div class="field count" id="gpus-field"><label for="gpus">Count</label><input id="gpus" type="number" min="1" max="100000" placeholder="1"><p class="error" id="gpus-error" hidden></p></div>
    </div>
  </fieldset>

  <details class="more" data-tabs="serving quantization plans hardware sweep">
    <summary>More settings <span id="more-count"></span></summary>
    <div class="pair">
      <div class="field"><label for="tensor">Tensor parallel</label><input id="tensor" type="number" min="1" placeholder="chosen"><p class="error" id="tensor-error" hidden></p></div>
      <div class="field"><label for="pipeline">Pipeline stages</label><input id="pipeline" type="number" min="1" placeholder="chosen"><p class="error" id="pipeline-error" hidden></p></div>
      <div class="field"><label for="data">Replicas</label><input id="data" type="number" min="1" placeholder="chosen"><p class="error" id="data-error" hidden></p></div>
      <div class="field"><label for="expert">Expert parallel</label><input id="expert" type="number" min="1" placeholder="chosen"><p class="error" id="expert-error" hidden></p></div>
      <div class="field"><label for="prompt">Prompt tokens</label><input id="prompt" type="text" inputmode="numeric" placeholder="¾ of the tokens"><p class="error" id="prompt-error" hidden></p></div>
      <div class="field"><label for="max_batched_tokens">Tokens in one pass</label><input id="max_batched_tokens" type="text" inputmode="numeric" placeholder="engine's"><p class="error" id="max_batched_tokens-error" hidden></p></div>
      <div class="field"><label for="max_sequences">Sequences admitted</label><input id="max_sequences" type="text" inputmode="numeric" placeholder="engine's"><p class="error" id="max_sequences-error" hidden></p></div>
      <div class="field"><label for="memory_utilization">Share of memory</label><input id="memory_utilization" type="text" inputmode="decimal" placeholder="engine's"><p class="error" id="memory_utilization-error" hidden></p></div>
      <div class="field"><label for="gpu_layers">Layers on the GPU</label><input id="gpu_layers" type="number" min="0" placeholder="all"><p class="error" id="gpu_layers-error" hidden></p></div>
      <div class="field"><label for="expert_layers_on_host">Expert layers on host</label><input id="expert_layers_on_host" type="number" min="0" placeholder="0"><p class="error" id="expert_layers_on_host-error" hidden></p></div>
      <div class="field"><label for="attention">Attention</label><select id="attention"><option value="">engine's</option><option>flash</option><option>eager</option></select><p class="error" id="attention-error" hidden></p></div>
      <div class="field"><label for="estimator">Estimator</label><select id="estimator"><option value="">architecture</option><option value="rule_of_thumb">rule of thumb</option></select><p class="error" id="estimator-error" hidden></p></div>
    </div>
  </details>

  <div class="form-foot">
    <button type="reset" class="ghost">Start over</button>
    <span id="catalog-version"></span>
  </div>
</form>

<main id="results" tabindex="-1">
  <div class="tabs-row">
    <div role="tablist" aria-label="Estimates" id="tabs">
      <button role="tab" type="button" id="tab-serving" aria-controls="panel-serving" aria-selected="true">Serving</button>
      <button role="tab" type="button" id="tab-quantization" aria-controls="panel-quantization" aria-selected="false" tabindex="-1">Quantization</button>
      <button role="tab" type="button" id="tab-training" aria-controls="panel-training" aria-selected="false" tabindex="-1" hidden>Training</button>
      <button role="tab" type="button" id="tab-plans" aria-controls="panel-plans" aria-selected="false" tabindex="-1" hidden>Sharding</button>
      <button role="tab" type="button" id="tab-hardware" aria-controls="panel-hardware" aria-selected="false" tabindex="-1" hidden>Which GPU</button>
      <button role="tab" type="button" id="tab-sweep" aria-controls="panel-sweep" aria-selected="false" tabindex="-1" hidden>Sweep</button>
    </div>
    <div class="share">
      <button type="button" class="ghost" id="copy-link">Copy link</button>
      <button type="button" class="ghost" id="copy-curl">Copy as curl</button>
    </div>
  </div>
  <div id="banner" role="alert"></div>
  <p class="sr" role="status" id="status"></p>

  <section role="tabpanel" id="panel-serving" aria-labelledby="tab-serving" tabindex="0"></section>
  <section role="tabpanel" id="panel-quantization" aria-labelledby="tab-quantization" tabindex="0" hidden>
    <form class="strip" id="quantization-form" aria-label="Formats shown" autocomplete="off" novalidate>
      <div class="field"><label for="q-engine">Formats of</label><select id="q-engine"><option value="">every engine</option><option>vllm</option><option>sglang</option><option>tensorrt-llm</option><option>llama.cpp</option><option>transformers</option><option>mlx</option></select></div>
      <label class="check"><input type="checkbox" id="q-fits"> Only what fits</label>
    </form>
    <div id="quantization-result"></div>
  </section>
  <section role="tabpanel" id="panel-training" aria-labelledby="tab-training" tabindex="0" hidden>
    <form class="strip" id="training-form" aria-label="Training settings" autocomplete="off" novalidate>
      <div class="field"><label for="t-technique">Technique</label><select id="t-technique"><option value="">full</option><option>lora</option><option>qlora</option><option>dora</option><option>qdora</option><option>rslora</option><option>galore</option><option>prefix</option><option>prompt</option></select><p class="error" id="t-technique-error" hidden></p></div>
      <div class="field"><label for="t-rank">Adapter rank</label><input id="t-rank" type="number" min="1" placeholder="16"><p class="error" id="t-rank-error" hidden></p></div>
      <div class="field"><label for="t-precision">Precision</label><select id="t-precision"><option value="">bf16_mixed</option><option>fp16_mixed</option><option>bf16</option><option>fp32</option><option>fp8_mixed</option><option>nvfp4_mixed</option></select><p class="error" id="t-precision-error" hidden></p></div>
      <div class="field"><label for="t-optimizer">Optimizer</label><select id="t-optimizer"><option value="">adamw</option><option>paged_adamw</option><option>adamw_8bit</option><option>paged_adamw_8bit</option><option>adamw_4bit</option><option>adafactor</option><option>adam_mini</option><option>lion</option><option>lion_8bit</option><option>muon</option><option>lomo</option><option>sgd</option><option>sgd_momentum</option></select><p class="error" id="t-optimizer-error" hidden></p></div>
      <div class="field"><label for="t-micro_batch">Micro-batch</label><input id="t-micro_batch" type="number" min="1" placeholder="1"><p class="error" id="t-micro_batch-error" hidden></p></div>
      <div class="field"><label for="t-gradient_accumulation">Accumulation</label><input id="t-gradient_accumulation" type="number" min="1" placeholder="chosen"><p class="error" id="t-gradient_accumulation-error" hidden></p></div>
      <div class="field"><label for="t-sequence_length">Sequence length</label><input id="t-sequence_length" type="text" inputmode="numeric" placeholder="2048"><p class="error" id="t-sequence_length-error" hidden></p></div>
      <div class="field"><label for="t-activation_checkpointing">Checkpointing</label><select id="t-activation_checkpointing"><option value="">chosen</option><option>none</option><option>selective</option><option>full</option></select><p class="error" id="t-activation_checkpointing-error" hidden></p></div>
      <div class="field"><label for="t-zero_stage">ZeRO / FSDP stage</label><select id="t-zero_stage"><option value="">chosen</option><option>0</option><option>1</option><option>2</option><option>3</option></select><p class="error" id="t-zero_stage-error" hidden></p></div>
      <div class="field"><label for="t-tensor">Tensor parallel</label><input id="t-tensor" type="number" min="1" placeholder="chosen"><p class="error" id="t-tensor-error" hidden></p></div>
      <div class="field"><label for="t-pipeline">Pipeline stages</label><input id="t-pipeline" type="number" min="1" placeholder="chosen"><p class="error" id="t-pipeline-error" hidden></p></div>
      <div class="field"><label for="t-context">Context parallel</label><input id="t-context" type="number" min="1" placeholder="chosen"><p class="error" id="t-context-error" hidden></p></div>
      <div class="field"><label for="t-offload">Optimizer offload</label><select id="t-offload"><option value="">none</option><option>cpu</option><option>nvme</option></select><p class="error" id="t-offload-error" hidden></p></div>
      <div class="field"><label for="t-objective">Objective</label><select id="t-objective"><option value="">sft</option><option>pretrain</option><option>dpo</option><option>reward</option><option>ppo</option><option>grpo</option></select><p class="error" id="t-objective-error" hidden></p></div>
      <div class="field"><label for="t-tokens">Tokens to train on</label><input id="t-tokens" type="text" inputmode="decimal" placeholder="for hours and cost"><p class="error" id="t-tokens-error" hidden></p></div>
    </form>
    <div id="training-result"></div>
  </section>
  <section role="tabpanel" id="panel-plans" aria-labelledby="tab-plans" tabindex="0" hidden>
    <form class="strip" id="plans-form" aria-label="Plan settings" autocomplete="off" novalidate>
      <div class="field"><label for="p-workload">For</label><select id="p-workload"><option value="">serving</option><option value="training">training</option></select><p class="error" id="p-workload-error" hidden></p></div>
      <div class="field"><label for="p-objective">Best by</label><select id="p-objective"><option value="">fewest GPUs</option><option value="throughput">throughput</option><option value="latency">latency</option><option value="cost">cost</option><option value="headroom">headroom</option></select><p class="error" id="p-objective-error" hidden></p></div>
      <div class="field"><label for="p-max_gpus">At most GPUs</label><input id="p-max_gpus" type="number" min="1" placeholder="8"><p class="error" id="p-max_gpus-error" hidden></p></div>
      <div class="field"><label for="p-gpus_per_node">GPUs in a machine</label><input id="p-gpus_per_node" type="number" min="1" placeholder="8"><p class="error" id="p-gpus_per_node-error" hidden></p></div>
    </form>
    <div id="plans-result"></div>
  </section>
  <section role="tabpanel" id="panel-hardware" aria-labelledby="tab-hardware" tabindex="0" hidden>
    <form class="strip" id="hardware-form" aria-label="Recommendation settings" autocomplete="off" novalidate>
      <div class="field"><label for="r-objective">Best by</label><select id="r-objective"><option value="">cost of a token</option><option value="hourly_cost">rent by the hour</option><option value="throughput">throughput</option><option value="latency">latency</option><option value="fewest_gpus">fewest GPUs</option><option value="headroom">headroom</option></select><p class="error" id="r-objective-error" hidden></p></div>
      <div class="field"><label for="r-time_per_output_token_ms">Each token within, ms</label><input id="r-time_per_output_token_ms" type="text" inputmode="decimal" placeholder="any"><p class="error" id="r-time_per_output_token_ms-error" hidden></p></div>
      <div class="field"><label for="r-requests_per_second">Requests a second</label><input id="r-requests_per_second" type="text" inputmode="decimal" placeholder="one replica’s"><p class="error" id="r-requests_per_second-error" hidden></p></div>
      <div class="field"><label for="r-budget">Budget, $ an hour</label><input id="r-budget" type="text" inputmode="decimal" placeholder="none"><p class="error" id="r-budget-error" hidden></p></div>
      <div class="field"><label for="r-providers">Providers</label><input id="r-providers" type="text" placeholder="all"><p class="error" id="r-providers-error" hidden></p></div>
      <div class="field"><label for="r-class">Cards</label><select id="r-class"><option value="">any</option><option value="datacenter">datacenter</option><option value="workstation">workstation</option><option value="consumer">consumer</option></select><p class="error" id="r-class-error" hidden></p></div>
    </form>
    <div id="hardware-result"></div>
  </section>
  <section role="tabpanel" id="panel-sweep" aria-labelledby="tab-sweep" tabindex="0" hidden>
    <form class="strip" id="sweep-form" aria-label="Sweep settings" autocomplete="off" novalidate>
      <div class="field wide"><label for="s-batch">Sequences</label><input id="s-batch" type="text" placeholder="1, 2, 4, 8, 16, 32, 64, 128"><p class="error" id="s-batch-error" hidden></p></div>
      <div class="field wide"><label for="s-context">Tokens each</label><input id="s-context" type="text" placeholder="2k, 4k, 8k, 16k, 32k, 64k, 128k"><p class="error" id="s-context-error" hidden></p></div>
    </form>
    <div id="sweep-result"></div>
  </section>
</main>
</div>

<nav aria-label="Answer below the form"><a class="peek" id="peek" href="#results" hidden></a></nav>
<footer class="wrap foot">
  <p>A ship’s Plimsoll line shows how deep she may be loaded. Here it is the memory that a card really has for the load.
  Estimates are sums over the model’s layers; what is measured carries a band. <a href="/docs">How to ask by HTTP</a>.</p>
</footer>
<script>(() => {
"use strict";
const $ = (id) => document.getElementById(id);
function h(tag, properties, ...children) {
const [name, ...classes] = tag.split(".");
const node = document.createElement(name);
if (classes.length) node.className = classes.join(" ");
for (const [key, value] of Object.entries(properties ?? {})) {
if (value === undefined || value === null || value === false) continue;
if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
else if (key === "css") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
else node.setAttribute(key, value === true ? "" : value);
}
node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
return node;
}
function svg(tag, attributes, ...children) {
const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
node.append(...children);
return node;
}
const GIB = 1024 ** 3;
function bytes(count) {
if (!Number.isFinite(count)) return "–";
const sign = count < 0 ? "−" : "";
let value = Math.abs(count), unit = 0;
const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
while (value >= 1000 && unit < units.length - 1) { value /= 1024; unit += 1; }
if (unit < 3 && value >= 1000) { value /= 1024; unit += 1; }
const digits = unit === 0 ? 0 : value >= 100 ? 0 : value >= 10 ? 1 : 2;
return `${sign}${value.toFixed(digits)} ${units[unit]}`;
}
const whole = (value) => Number.isFinite(value) ? Math.round(value).toLocaleString("en-US") : "–";
function count(value) {
if (!Number.isFinite(value)) return "–";
for (const [size, unit] of [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]])
if (value >= size) return `${(value / size).toFixed(value / size >= 100 ? 0 : 1)} ${unit}`;
return String(value);
}
function figure(value) {
if (!Number.isFinite(value)) return "–";
if (Math.abs(value) >= 1000) return whole(value);
return String(Number(value.toPrecision(3)));
}
function milliseconds(value) {
if (!Number.isFinite(value)) return "–";
if (value >= 60_000) return duration(value / 3_600_000);
return value >= 1000 ? `${figure(value / 1000)} s` : `${figure(value)} ms`;
}
function duration(hours) {
if (!Number.isFinite(hours)) return "–";
if (hours < 1) return `${figure(hours * 60)} min`;
return hours < 72 ? `${figure(hours)} h` : `${figure(hours / 24)} days`;
}
function dollars(value) {
if (!Number.isFinite(value)) return "–";
if (value >= 1000) return `$${whole(value)}`;
return `$${value >= 0.1 || value === 0 ? value.toFixed(2) : Number(value.toPrecision(2))}`;
}
const tied = (text) => text?.replace(/(\d) (?=[a-zA-Z/%])/g, "$1\u00a0").replaceAll(" / s", "\u00a0/\u00a0s") ?? null;
const plural = (n, word) => `${whole(n)} ${word}${n === 1 ? "" : "s"}`;
const percent = (part, all) => all > 0 ? `${(100 * part / all).toFixed(part / all < 0.1 ? 1 : 0)} %` : "–";
function parsedCount(text, kilo = 1000) {
const match = /^\s*([\d.\s_,]*\d[\d.]*(?:e\d+)?)\s*([kmbt]?)\s*$/i.exec(text);
if (!match) return text.trim();
const number = Number(match[1].replace(/[\s_,]/g, ""));
const scale = { "": 1, k: kilo, m: kilo === 1024 ? 1024 ** 2 : 1e6, b: 1e9, t: 1e12 }[match[2].toLowerCase()];
return Number.isFinite(number) ? Math.round(number * scale * 1e6) / 1e6 : text.trim();
}
const keyStore = {
get() { try { return sessionStorage.getItem("plimsoll-key"); } catch { return null; } },
set(value) { try { sessionStorage.setItem("plimsoll-key", value); } catch { /* private mode: asked again */ } },
};
class Refusal extends Error {
constructor(status, problem) {
super(problem?.detail ?? `The service answered ${status}.`);
this.status = status;
this.problem = problem;
}
}
async function ask(path, { method = "GET", body, type = "application/json", signal } = {}) {
const headers = { Accept: "application/json" };
if (body !== undefined) headers["Content-Type"] = type;
const key = keyStore.get();
if (key) headers.Authorization = `Bearer ${key}`;
const answer = await fetch(path, { method, body, headers, signal });
if (answer.status === 204) return null;
const text = await answer.text();
let data = null;
try { data = JSON.parse(text); } catch { /* a proxy's page */ }
if (!answer.ok) throw new Refusal(answer.status, data);
const version = answer.headers.get("X-Catalog-Version");
if (version) $("catalog-version").textContent = `Catalog ${version.slice(0, 8)}`;
return data;
}
const post = (path, body, signal) => ask(path, { method: "POST", body: JSON.stringify(body), signal });
async function all(path, name) {
const entries = [];
let cursor = null;
do {
const page = await ask(`${path}?limit=1000${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
entries.push(...page[name]);
cursor = page.next_cursor;
} while (cursor);
return entries;
}
async function exists(path) {
try { await ask(path, { method: "OPTIONS" }); return true; }
catch (error) { return !(error instanceof Refusal && error.status === 404); }
}
function toast(text) {
document.querySelector(".toast")?.remove();
const node = h("div.toast", { role: "status" }, text);
document.body.append(node);
setTimeout(() => node.remove(), 2600);
}
async function copy(text, what) {
try { await navigator.clipboard.writeText(text); toast(`${what} copied`); }
catch {
const area = h("textarea", { rows: 6, readonly: true, "aria-label": what }, text);
const box = h("div.banner", null, h("p", null, `Copy the ${what.toLowerCase()} from here:`), area);
$("banner").replaceChildren(box);
area.select();
}
}
class Combobox {
constructor(name, picked) {
this.input = $(name);
this.picked = picked;
this.options = [];
this.value = "";
this.active = -1;
this.list = h("ul", { id: `${name}-list`, role: "listbox", "aria-label": `${this.input.labels[0].textContent}: choices`, hidden: true });
this.clear = h("button.clear", { type: "button", "aria-label": `Clear ${this.input.labels[0].textContent}`, hidden: true, onclick: () => { this.set(""); this.picked(""); this.input.focus(); } }, "×");
this.input.setAttribute("aria-controls", this.list.id);
this.input.parentElement.append(this.clear, this.list);
this.input.addEventListener("input", () => this.open(this.input.value));
this.input.addEventListener("click", () => { if (this.list.hidden) { this.input.select(); this.open(""); } });
this.input.addEventListener("keydown", (event) => this.key(event));
this.input.addEventListener("blur", () => this.leave());
this.list.addEventListener("pointerdown", (event) => event.preventDefault());
this.list.addEventListener("click", (event) => {
const item = event.target.closest("li[data-index]");
if (item) this.choose(Number(item.dataset.index));
});
for (const event of ["scroll", "resize"]) addEventListener(event, (e) => { if (e.target !== this.list) this.place(); }, true);
}
find(text) {
const wanted = text.trim().toLowerCase();
return this.options.find((option) => option.id.toLowerCase() === wanted || option.label.toLowerCase() === wanted || option.aliases?.some((alias) => alias.toLowerCase() === wanted));
}
set(value) {
this.value = value;
this.input.value = value ? this.find(value)?.label ?? value : "";
this.clear.hidden = !value;
}
open(text) {
const words = text.toLowerCase().split(/\s+/).filter(Boolean);
this.shown = this.options.filter((option) => words.every((word) => option.words.includes(word)));
if (words.length) this.shown.sort((a, b) => rank(b, text) - rank(a, text));
const limit = 80;
this.list.replaceChildren(
...this.shown.slice(0, limit).map((option, index) =>
h("li", { role: "option", id: `${this.list.id}-${index}`, "data-index": index, "aria-selected": "false" }, option.label, option.detail ? h("small", null, option.detail) : null)),
...(this.shown.length > limit ? [h("li.note", { role: "presentation" }, `${this.shown.length - limit} more; type to narrow`)] : []),
...(this.shown.length === 0 ? [h("li.note", { role: "presentation" }, "Nothing in the catalog matches")] : []),
);
this.list.hidden = false;
this.input.setAttribute("aria-expanded", "true");
this.place();
const current = this.shown.findIndex((option) => option.id === this.value);
this.activate(words.length ? (this.shown.length ? 0 : -1) : current);
}
place() {
if (this.list.hidden) return;
const box = this.input.getBoundingClientRect();
const below = innerHeight - box.bottom - 12, above = box.top - 12;
const up = below < 200 && above > below;
Object.assign(this.list.style, {
left: `${box.left}px`, width: `${Math.min(Math.max(box.width, 270), innerWidth - box.left - 8)}px`,
maxHeight: `${Math.min(340, up ? above : below)}px`, top: up ? "auto" : `${box.bottom + 4}px`, bottom: up ? `${innerHeight - box.top + 4}px` : "auto",
});
}
close() {
this.list.hidden = true;
this.input.setAttribute("aria-expanded", "false");
this.input.removeAttribute("aria-activedescendant");
}
activate(index) {
this.active = index;
for (const item of this.list.querySelectorAll("[role=option]")) item.setAttribute("aria-selected", String(Number(item.dataset.index) === index));
const item = this.list.children[index];
if (index < 0 || !item?.dataset.index) return this.input.removeAttribute("aria-activedescendant");
this.input.setAttribute("aria-activedescendant", item.id);
item.scrollIntoView({ block: "nearest" });
}
choose(index) {
const option = this.shown[index];
if (!option) return;
this.close();
this.set(option.id);
this.picked(option.id);
}
key(event) {
const last = Math.min(this.shown?.length ?? 0, 80) - 1;
if (event.key === "ArrowDown" || event.key === "ArrowUp") {
event.preventDefault();
if (this.list.hidden) return this.open("");
const step = event.key === "ArrowDown" ? 1 : -1;
this.activate(Math.max(0, Math.min(last, this.active + step)));
} else if (event.key === "Enter") {
event.preventDefault();
if (!this.list.hidden && this.active >= 0) this.choose(this.active); else this.leave();
} else if (event.key === "Escape" && !this.list.hidden) {
event.preventDefault();
this.set(this.value);
this.close();
}
}
leave() {
this.close();
const text = this.input.value.trim();
if (text === (this.find(this.value)?.label ?? this.value)) return;
const id = text ? this.find(text)?.id ?? text : "";
this.set(id);
this.picked(id);
}
}
function rank(option, text) {
const wanted = text.trim().toLowerCase();
if (option.label.toLowerCase().startsWith(wanted) || option.id.toLowerCase().startsWith(wanted)) return 2;
return option.label.toLowerCase().includes(wanted) ? 1 : 0;
}
const LARGEST_HEADER = 16 << 20;
class NeedMore extends Error {}
class Walker {
constructor(buffer) {
this.view = new DataView(buffer);
this.position = 0;
this.little = true;
this.wide = true;
}
skip(length) {
const start = this.position;
if (start + length > this.view.byteLength) throw new NeedMore();
this.position += length;
return start;
}
u32() { return this.view.getUint32(this.skip(4), this.little); }
u64() {
const value = this.view.getBigUint64(this.skip(8), this.little);
if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error("a length in the header is out of range");
return Number(value);
}
size() { return this.wide ? this.u64() : this.u32(); }
text() {
const length = this.size(), start = this.skip(length);
return new TextDecoder().decode(new Uint8Array(this.view.buffer, start, length));
}
}
const GGUF_WIDTHS = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };
const GGUF_TEXT = 8, GGUF_LIST = 9;
const DROPPED = /^tokenizer\.ggml\.(merges|scores|token_type)$/;
function walkGGUF(buffer) {
const walker = new Walker(buffer);
walker.skip(4);
let version = walker.u32();
if ((version & 0xffff) === 0) {
walker.little = false;
walker.position = 4;
version = walker.u32();
}
walker.wide = version !== 1;
const tensors = walker.size(), countAt = walker.position, metadata = walker.size(), start = walker.position;
const entries = [];
for (let index = 0; index < metadata; index += 1) {
const from = walker.position, key = walker.text();
skipValue(walker, walker.u32());
entries.push({ key, from, to: walker.position });
}
const tensorsAt = walker.position;
for (let index = 0; index < tensors; index += 1) {
walker.text();
const dimensions = walker.u32();
walker.skip((walker.wide ? 8 : 4) * dimensions + 4 + 8);
}
return { walker, countAt, start, entries, tensorsAt, end: walker.position };
}
function skipValue(walker, type, depth = 0) {
if (type === GGUF_TEXT) return walker.skip(walker.size());
if (type !== GGUF_LIST) {
if (!(type in GGUF_WIDTHS)) throw new Error(`the header holds a value of the unknown type ${type}`);
return walker.skip(GGUF_WIDTHS[type]);
}
if (depth > 4) throw new Error("lists are nested too deep in the header");
const element = walker.u32(), length = walker.size();
if (element in GGUF_WIDTHS) return walker.skip(GGUF_WIDTHS[element] * length);
for (let index = 0; index < length; index += 1) skipValue(walker, element, depth + 1);
}
function slimmed(buffer, found) {
const kept = found.entries.filter((entry) => !DROPPED.test(entry.key));
const head = buffer.slice(0, found.start);
const { wide, little } = found.walker;
const view = new DataView(head);
if (wide) view.setBigUint64(found.countAt, BigInt(kept.length), little); else view.setUint32(found.countAt, kept.length, little);
return new Blob([head, ...kept.map((entry) => buffer.slice(entry.from, entry.to)), buffer.slice(found.tensorsAt, found.end)]);
}
async function fileHeader(file) {
const first = new DataView(await file.slice(0, 8).arrayBuffer());
if (first.byteLength < 8) throw new Error(`${file.name} is too short to be a model file.`);
if (first.getUint32(0) !== 0x47475546) {
const length = Number(first.getBigUint64(0, true));
if (length > LARGEST_HEADER - 8 || length + 8 > file.size)
throw new Error(`${file.name} is neither GGUF nor safetensors: it does not begin with either header.`);
return file.slice(0, 8 + length);
}
for (let size = 1 << 20; ; size *= 4) {
const buffer = await file.slice(0, size).arrayBuffer();
try {
const found = walkGGUF(buffer);
return found.end <= LARGEST_HEADER / 2 ? file.slice(0, found.end) : slimmed(buffer, found);
} catch (error) {
if (!(error instanceof NeedMore)) throw error;
if (size >= file.size || size > 256 << 20) throw new Error(`${file.name} ends inside its header.`);
}
}
}
const TABS = ["serving", "quantization", "training", "plans", "hardware", "sweep"];
const COMBOS = ["model", "weights", "runtime", "gpu"];
const RADIOS = ["source", "card"];
const START = { source: "catalog", card: "catalog", model: "meta-llama/Meta-Llama-3-70B", weights: "int8", batch: "4", context: "8192", gpu: "h100-sxm-80gb", gpus: "2" };
const INPUTS = [...document.querySelectorAll("input[id]:not([type=file]), select[id], textarea[id]")].map((node) => node.id).filter((id) => !COMBOS.includes(id));
const state = {};
let tab = "serving";
function valueOf(id) {
const node = $(id);
return node.type === "checkbox" ? (node.checked ? "1" : "") : node.value.trim();
}
function show(id, value) {
if (COMBOS.includes(id)) return combos[id].set(value);
if (RADIOS.includes(id)) {
for (const node of document.getElementsByName(id)) node.checked = node.value === value;
return;
}
const node = $(id);
if (node.type === "checkbox") node.checked = value === "1";
else if (node.tagName === "SELECT" && ![...node.options].some((option) => option.value === value)) node.add(new Option(value, value));
if (node.type !== "checkbox") node.value = value;
}
const fields = [...COMBOS, ...RADIOS, ...INPUTS];
function restore() {
const [name, query = ""] = decodeHash();
tab = TABS.includes(name) ? name : "serving";
const given = new URLSearchParams(query);
const isEmpty = [...given.keys()].length === 0;
for (const id of fields) {
const value = isEmpty ? START[id] ?? "" : given.get(id) ?? (RADIOS.includes(id) ? "catalog" : "");
state[id] = value;
show(id, value);
}
}
function decodeHash() {
const text = location.hash.slice(1), cut = text.indexOf("?");
return cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
}
function address() {
const query = new URLSearchParams();
for (const id of fields) {
if (!state[id] || (RADIOS.includes(id) && state[id] === "catalog")) continue;
if (id === "model" && state.source !== "catalog") continue;
query.set(id, id === "config" ? compact(state[id]) : state[id]);
}
return `${location.origin}${location.pathname}#${tab}?${query.toString().replaceAll("%2F", "/").replaceAll("%2C", ",")}`;
}
function compact(text) {
try { return JSON.stringify(JSON.parse(text)); } catch { return text; }
}
class FormError extends Error {
constructor(field, text) { super(text); this.field = field; }
}
const tokens = (id) => state[id] ? parsedCount(state[id], 1024) : undefined;
const number = (id) => state[id] ? parsedCount(state[id]) : undefined;
const text = (id) => state[id] || undefined;
function filled(object) {
const members = Object.entries(object).filter(([, value]) => value !== undefined);
return members.length ? Object.fromEntries(members) : undefined;
}
function modelOf() {
if (state.source === "catalog") {
if (!state.model) throw new FormError("model", "Choose a model of the catalog, or bring a file of your own.");
return state.model;
}
if (state.source === "size") {
if (!state.parameters) throw new FormError("parameters", "How many parameters has the model?");
return filled({ parameters: number("parameters"), hidden_size: number("hidden_size"), layers: number("layers"), kv_heads: number("kv_heads") });
}
if (own?.withoutConfig && !state.config) return { parameters: own.parameters };
if (!state.config) throw new FormError("config", "Paste the model’s config.json, or drop a file of it.");
try { return { hf_config: JSON.parse(state.config) }; }
catch (error) { throw new FormError("config", `This is not JSON yet: ${error.message}.`); }
}
function weightsOf() {
if (!state.weights && state.source === "own" && own?.bits) return { bits_per_weight: own.bits };
const bits = /^([\d.]+) ?(bits?)?$/.exec(state.weights);
return bits ? { bits_per_weight: Number(bits[1]) } : text("weights");
}
function hardware() {
const gpu = state.card === "catalog" ? text("gpu")
: filled({ memory_gib: number("memory_gib"), bandwidth_gb_per_second: number("bandwidth") });
if (state.card === "memory" && !state.memory_gib) throw new FormError("memory_gib", "GiB of the card?");
return filled({ gpu, gpus: gpu ? number("gpus") : undefined }) ?? {};
}
function servingRequest({ withLayout = true, withLoad = true, withWeights = true } = {}) {
return filled({
model: modelOf(),
weights: withWeights ? weightsOf() : undefined,
kv_cache: text("kv_cache"),
runtime: text("runtime"),
...(withLoad ? { batch: state.batch_max ? "max" : tokens("batch"), context: tokens("context") } : {}),
prompt: withLoad ? tokens("prompt") : undefined,
max_batched_tokens: tokens("max_batched_tokens"),
max_sequences: tokens("max_sequences"),
gpu_layers: number("gpu_layers"),
expert_layers_on_host: number("expert_layers_on_host"),
attention: text("attention"),
memory_utilization: number("memory_utilization"),
estimator: text("estimator"),
...(withLayout ? { ...hardware(), parallel: layout() } : {}),
});
}
function layout() {
return filled({ tensor: number("tensor"), pipeline: number("pipeline"), data: number("data"), expert: number("expert") });
}
const TECHNIQUES_WITH_RANK = ["lora", "qlora", "dora", "qdora", "rslora", "galore"];
function trainingRequest(withHardware = true) {
const adapter = TECHNIQUES_WITH_RANK.includes(state["t-technique"]);
return filled({
model: modelOf(),
technique: text("t-technique"),
adapter: adapter ? filled({ rank: number("t-rank") }) : undefined,
precision: text("t-precision"),
optimizer: text("t-optimizer"),
micro_batch: number("t-micro_batch"),
sequence_length: tokens("t-sequence_length"),
gradient_accumulation: number("t-gradient_accumulation"),
activation_checkpointing: text("t-activation_checkpointing"),
zero_stage: number("t-zero_stage"),
offload: filled({ optimizer: text("t-offload") }),
objective: text("t-objective"),
tokens: number("t-tokens"),
...(withHardware ? { ...hardware(), parallel: filled({ tensor: number("t-tensor"), pipeline: number("t-pipeline"), context: number("t-context") }) } : {}),
});
}
function list(id, fallback, kilo = 1024) {
const items = (state[id] || fallback).split(/[,;\s]+/).filter(Boolean).map((item) => parsedCount(item, kilo));
if (items.some((item) => typeof item !== "number")) throw new FormError(id, "Numbers, with commas between them.");
return [...new Set(items)].sort((a, b) => a - b);
}
function workload() {
return state["p-workload"] === "training"
? { workload: "training", request: trainingRequest(false) }
: { workload: "inference", request: servingRequest({ withLayout: false }) };
}
function requestOf(name) {
switch (name) {
case "serving": return ["/v1/estimates/inference", { ...servingRequest(), explain: true }];
case "quantization": return ["/v1/estimates/quantization", servingRequest({ withWeights: false })];
case "training": return ["/v1/estimates/training", { ...trainingRequest(), explain: true }];
case "plans": {
const { gpu } = hardware();
if (!gpu) throw new FormError("gpu", "Name the card whose layouts are to be compared.");
return ["/v1/plans/sharding", filled({ ...workload(), gpu, max_gpus: number("p-max_gpus") ?? 8, gpus_per_node: number("p-gpus_per_node"), objective: text("p-objective"), limit: 12 })];
}
case "hardware":
return ["/v1/recommendations", filled({
request: servingRequest({ withLayout: false }), objective: text("r-objective") ?? "cost",
requirements: filled({ time_per_output_token_ms: number("r-time_per_output_token_ms"), requests_per_second: number("r-requests_per_second") }),
budget_usd_per_hour: number("r-budget"), providers: state["r-providers"] ? state["r-providers"].split(/[,;]\s*/).filter(Boolean) : undefined,
classes: state["r-class"] ? [state["r-class"]] : undefined, limit: 12 })];
default:
return ["/v1/sweeps", { estimate: "inference", base: servingRequest({ withLoad: false }), over: { batch: list("s-batch", "1 2 4 8 16 32 64 128"), context: list("s-context", "2k 4k 8k 16k 32k 64k 128k") }, fields: Object.values(GRID_FIELDS) }];
}
}
function curl(name) {
const [path, body] = requestOf(name);
const json = JSON.stringify(body, null, 1).replace(/\n */g, " ").replaceAll("'", "'\\''");
const key = keyStore.get() ? " -H \"Authorization: Bearer $PLIMSOLL_KEY\"" : "";
return `curl -s ${location.origin}${path}${key} --json '${json}'`;
}
const TERMS = {
weights_bytes: ["Weights", "--c-weights", "The model’s parameters in their number format; the fullest GPU’s share."],
adapter_bytes: ["Adapters", "--c-adapter", "The small matrices that are trained in place of the weights, or served beside them."],
gradient_bytes: ["Gradients", "--c-grad", "One for each parameter that is trained."],
optimizer_bytes: ["Optimizer state", "--c-opt", "Moments and, in mixed precision, the master copy of what is trained."],
kv_cache_bytes: ["KV cache", "--c-kv", "Keys and values of every token that is held, over the layers with attention."],
recurrent_state_bytes: ["Recurrent state", "--c-state", "What layers without a growing cache keep for each sequence."],
activation_bytes: ["Activations", "--c-act", "The peak of temporary buffers."],
communication_bytes: ["Communication", "--c-comm", "Gather and reduce buffers of the framework."],
runtime_bytes: ["Runtime", "--c-run", "Device context, libraries, buffers between GPUs and captured graphs: measured, not derived."],
};
const termsOf = (memory) => Object.entries(TERMS).filter(([key]) => memory[key] > 0).map(([key, [name, color, meaning]]) => ({ key, name, color, meaning, bytes: memory[key] }));
function steps(domain, most) {
const raw = domain / most, power = 10 ** Math.floor(Math.log10(raw));
const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw);
const marks = [];
for (let mark = 0; mark <= domain * 1.0001; mark += step) marks.push(mark);
return marks;
}
function hull(memory, fit) {
const high = memory.high_bytes ?? memory.total_bytes;
const card = fit?.memory_bytes_per_gpu ?? 0, line = fit?.usable_bytes_per_gpu;
const domain = Math.max(card, high * (fit ? 1.04 : 1.12), (line ?? 0) * 1.04);
const at = (value) => `${(100 * value / domain).toFixed(3)}%`;
const terms = termsOf(memory);
const said = `${bytes(memory.total_bytes)} in total, ${bytes(memory.low_bytes)} to ${bytes(high)}: ${terms.map((term) => `${term.name} ${bytes(term.bytes)}`).join(", ")}${line ? `. The card's line is at ${bytes(line)}.` : "."}`;
const unit = domain > 4000 * GIB ? ["TiB", 1024 * GIB] : domain > GIB ? ["GiB", GIB] : ["MiB", 1024 ** 2];
const marks = steps(domain / unit[1], innerWidth < 600 ? 5 : 9);
return h("div.hull", { role: "img", "aria-label": said },
h("div.hold", null,
line && card > line * 1.005 ? h("div.beyond", { css: { left: at(line) } }) : null,
h("div.stow", null, terms.map((term) => h("span", { title: `${term.name}: ${bytes(term.bytes)}`, css: { width: at(term.bytes), background: `var(${term.color})` } }))),
line && memory.total_bytes > line ? h("div.over", { css: { left: at(line), width: at(memory.total_bytes - line) } }) : null,
high > memory.total_bytes ? h("div.maybe", { css: { left: at(memory.total_bytes), width: at(high - memory.total_bytes) } }) : null,
high > memory.low_bytes ? h("div.band", { title: `90 % of real runs: ${bytes(memory.low_bytes)} to ${bytes(high)}`, css: { left: at(memory.low_bytes), width: at(high - memory.low_bytes), "--at": `${(100 * (memory.total_bytes - memory.low_bytes) / (high - memory.low_bytes)).toFixed(2)}%` } }) : null,
line ? h(`div.loadline.${line / domain > 0.55 ? "left" : "right"}`, { css: { left: at(line) } }, h("b", null, `line at ${bytes(line)}`)) : null),
h("div.draught", { "aria-hidden": "true" }, marks.map((mark, index) =>
h(`span${mark / domain * unit[1] > 0.97 ? ".last" : ""}`, { css: { left: at(mark * unit[1]) } }, index === marks.length - 1 ? `${figure(mark)} ${unit[0]}` : figure(mark)))));
}
function stages(list, line) {
const domain = Math.max(line ?? 0, ...list.map((stage) => stage.high_bytes ?? stage.total_bytes));
return h("div", null, h("h3", null, "Stages of the pipeline"), list.map((stage, index) => h("div.stage", null,
h("span", null, `Stage ${index + 1}`),
h("div.mini", { "aria-hidden": "true" }, termsOf(stage).map((term) => h("span", { css: { width: `${100 * term.bytes / domain}%`, background: `var(${term.color})` } }))),
h("b", null, bytes(stage.total_bytes)))));
}
const VERDICTS = { fits: "Fits", tight: "Tight", risky: "Risky", does_not_fit: "Does not fit" };
const tone = (verdict) => `tone-${VERDICTS[verdict] ? verdict : "none"}`;
const pill = (verdict) => h(`span.pill.${tone(verdict)}`, null, VERDICTS[verdict] ?? verdict ?? "–");
let gauges = 0;
function gauge(total, line) {
const id = `ring-${gauges += 1}`;
const share = line ? Math.min(1.9, total / line) : 0.5;
const clip = svg("clipPath", { id }, svg("circle", { cx: 36, cy: 36, r: 26 }));
return svg("svg", { viewBox: "0 0 72 72", "aria-hidden": "true" },
svg("defs", {}, clip),
svg("circle", { cx: 36, cy: 36, r: 28, class: "gauge-ring" }),
svg("rect", { x: 8, y: 62 - (26 * share), width: 56, height: 62, class: "gauge-load", "clip-path": `url(#${id})` }),
svg("path", { d: "M1 36h70", class: "gauge-line" }));
}
const EXPLAINED = {
weights: "weights_bytes", kv_cache: "kv_cache_bytes", recurrent_state: "recurrent_state_bytes", activation: "activation_bytes", activations: "activation_bytes",
device_context: "runtime_bytes", communication: "runtime_bytes", graphs: "runtime_bytes", other: "runtime_bytes", communicators: "runtime_bytes", reserve: "runtime_bytes",
gradients: "gradient_bytes", gradient: "gradient_bytes", optimizer: "optimizer_bytes", optimizer_state: "optimizer_bytes", adapter: "adapter_bytes", adapters: "adapter_bytes",
};
const spaced = (name) => { const words = name.replaceAll("_", " "); return words[0].toUpperCase() + words.slice(1); };
function headline(fit, layout) {
const cards = layout?.gpus > 1 ? `${layout.gpus}\u00a0×\u00a0` : "";
const card = `${cards}${gpuName(fit?.gpu)}`;
switch (fit?.verdict) {
case "fits": return `Fits on ${card}`;
case "tight": return `Fits on ${card}, tightly`;
case "risky": return `Risky on ${card}`;
case "does_not_fit": return `Does not fit on ${card}`;
default: return null;
}
}
const gpuName = (id) => combos.gpu.find(id ?? "")?.label ?? (state.card === "memory" && state.memory_gib ? `a card of ${state.memory_gib} GiB` : id ?? "this card");
function verdict(answer, subject) {
const { fit, memory } = answer;
if (!fit) return h("div.verdict.tone-none", null, gauge(1, 0), h("h2", null, `Takes ${bytes(memory.per_gpu.total_bytes)}`),
h("p", null, `${subject}. Name a GPU to see whether it fits, and what else would.`));
return h(`div.verdict.${tone(fit.verdict)}`, null, gauge(memory.per_gpu.total_bytes, fit.usable_bytes_per_gpu),
h("h2", null, headline(fit, answer.layout)),
h("p", null, `${subject}: ${fit.reason.replace(/\.$/, "")}.`));
}
function memorySheet(answer) {
const { memory, fit, layout } = answer;
const each = memory.per_gpu, many = layout?.gpus > 1;
const band = each.high_bytes > each.low_bytes ? `${bytes(each.low_bytes)} to ${bytes(each.high_bytes)} ${answer.estimator === "rule_of_thumb" ? "by its shares" : "in 90 % of real runs"}` : "";
return h("section.sheet", { "aria-label": "Memory" },
h("div.head-row", null, h("h3", null, many ? "Memory of the fullest GPU" : "Memory"), h("p", null, `${bytes(each.total_bytes)}${band ? `; ${band}` : ""}`)),
hull(each, fit),
termList(each, answer.explanation ?? []),
memory.stages?.length > 1 ? stages(memory.stages, fit?.usable_bytes_per_gpu) : null);
}
function termList(memory, explanation) {
const termOf = (quantity) => memory[`${quantity}_bytes`] > 0 ? `${quantity}_bytes` : EXPLAINED[quantity] ?? quantity;
const explained = (key) => explanation.filter((item) => termOf(item.quantity) === key);
return h("div.terms", null, termsOf(memory).map((term) => {
const lines = explained(term.key);
const row = [h("span.swatch", { css: { background: `var(${term.color})` }, "aria-hidden": "true" }), h("span", null, term.name),
h("span.num", { title: `${whole(term.bytes)} bytes` }, bytes(term.bytes)), h("span.share-of", null, percent(term.bytes, memory.total_bytes)), h("span.chev", { "aria-hidden": "true" })];
return h("details", { "data-term": term.key }, h("summary.term-row", null, row), h("div.term-body", null, h("p", null, term.meaning),
lines.map((line) => h("dl", null,
lines.length > 1 ? [h("dt", null, "Term"), h("dd", null, `${spaced(line.quantity)}, ${bytes(line.bytes)}`)] : null,
h("dt", null, "Formula"), h("dd", null, h("code", null, line.formula)),
h("dt", null, "With numbers"), h("dd", null, h("code", null, line.substituted)),
line.source ? [h("dt", null, "Source"), h("dd", null, line.source)] : null))));
}));
}
function figures(title, rows) {
const known = rows.filter((row) => row && row[1] !== undefined && row[1] !== null && row[1] !== "–");
if (!known.length) return null;
return h("section.sheet", { "aria-label": title }, h("h3", null, title),
h("dl.figures", null, known.map(([name, value, note]) => [h("dt", null, name), h("dd", null, value, note ? h("small", null, tied(note)) : null)])));
}
function between(performance, key, format) {
const low = performance.low?.[key], high = performance.high?.[key];
if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
return `${format(Math.min(low, high))} to ${format(Math.max(low, high))}`;
}
function notes(answer) {
return [
besideLayers(answer.comparison),
answer.warnings?.length ? h("section.sheet", { "aria-label": "Warnings" }, h("h3", null, "Mind"), h("ul.notes.warn", null, answer.warnings.map((note) => h("li", null, note)))) : null,
answer.assumptions?.length ? h("section.sheet", { "aria-label": "Assumptions" }, h("h3", null, "Assumed"), h("ul.notes", null, answer.assumptions.map((note) => h("li", null, note)))) : null,
];
}
function besideLayers(comparison) {
if (!comparison?.terms?.length) return null;
const known = termsOf(Object.fromEntries(comparison.terms.map((term) => [term.quantity, 1])));
const named = (term) => known.find(({ key }) => key === term.quantity)?.name ?? spaced(term.quantity.replace(/_bytes$/, ""));
return h("section.sheet", { "aria-label": "Beside the layers" },
h("div.head-row", null, h("h3", null, "Beside the layers"), h("p", null, `${bytes(comparison.total_bytes)} by the layers${comparison.verdict ? `: ${VERDICTS[comparison.verdict].toLowerCase()}` : ""}`)),
table("Rule of thumb beside the layers", [
["Term", false, named],
["Rule of thumb", true, (term) => bytes(term.rule_of_thumb_bytes)],
["Layers", true, (term) => bytes(term.architecture_bytes)],
["Layers / rule", true, (term) => Number.isFinite(term.ratio) ? figure(term.ratio) : "–"],
], comparison.terms, { note: (term) => term.why }));
}
const perSecond = (value) => `${figure(value)} / s`;
function costSheet(cost) {
if (!cost) return null;
const price = cost.price ? [cost.price.provider, (cost.price.tier ?? cost.price.commitment)?.replaceAll("_", " "), cost.price.as_of?.replaceAll("-", "\u2011")].filter(Boolean).join(", ") : null;
const option = (key) => Number.isFinite(cost[key]) ? dollars(cost[key]) : null;
return figures("Cost", [
["An hour", option("usd_per_hour"), price], ["A million output tokens", option("usd_per_million_output_tokens"), Number.isFinite(cost.saturation?.usd_per_million_output_tokens) ? `${dollars(cost.saturation.usd_per_million_output_tokens)} with every slot taken` : null],
["A month", option("usd_per_month")], ["The run", option("usd")],
]);
}
function servingView(answer) {
const { capacity, performance: speed, layout, memory } = answer;
const model = answer.model?.name ?? answer.model?.id ?? "The model";
const subject = `${model} in ${answer.weights?.id ?? answer.weights ?? "its format"}, ${plural(answer.batch, "sequence")} of ${whole(answer.context)} tokens`;
const shape = layout ? [["tensor", "tensor"], ["pipeline", "pipeline"], ["data", "replica"], ["expert", "expert"], ["context", "context"]].filter(([key]) => layout[key] > 1).map(([key, name]) => `${name} ${layout[key]}`).join(" × ") : "";
return h("div.view", null, verdict(answer, subject), memorySheet(answer), h("div.columns", null,
capacity ? figures("Capacity", [
["Largest batch at this context", whole(capacity.max_batch)],
["Longest context at this batch", whole(capacity.max_context), "tokens each"],
["Tokens in the cache pool", whole(capacity.kv_cache_tokens), bytes(capacity.kv_cache_bytes_per_gpu) + " a GPU"],
]) : null,
speed ? figures("Speed", [
["First token after", milliseconds(speed.time_to_first_token_ms), between(speed, "time_to_first_token_ms", milliseconds)],
["Each further token", milliseconds(speed.time_per_output_token_ms), between(speed, "time_per_output_token_ms", milliseconds)],
["Output tokens, all sequences", perSecond(speed.output_tokens_per_second), between(speed, "output_tokens_per_second", perSecond)],
["… prompts included", perSecond(speed.end_to_end_output_tokens_per_second)],
["Prompt tokens", perSecond(speed.prefill_tokens_per_second)],
["Bound by", speed.bound],
].filter(([, value]) => value !== "– / s")) : null,
costSheet(answer.cost),
figures("Shape", [
["Parameters", count(answer.model?.parameters), answer.model?.active_parameters < answer.model?.parameters ? `${count(answer.model.active_parameters)} a token` : null],
["Layout", layout?.gpus > 1 ? shape || `${layout.gpus} GPUs` : null],
["Cache of a token", memory.kv_cache_bytes_per_token ? bytes(memory.kv_cache_bytes_per_token) : null, answer.kv_cache ? `keys and values in ${answer.kv_cache}` : null],
["Cache of a sequence", memory.kv_cache_bytes_per_sequence ? bytes(memory.kv_cache_bytes_per_sequence) : null],
["State of a sequence", memory.recurrent_state_bytes_per_sequence ? bytes(memory.recurrent_state_bytes_per_sequence) : null],
["All GPUs together", layout?.gpus > 1 ? bytes(memory.all_gpus?.total_bytes) : null],
["Host memory", memory.host_bytes ? bytes(memory.host_bytes) : null],
])), notes(answer));
}
function trainingView(answer) {
const { performance: speed, capacity, memory } = answer;
const model = answer.model?.name ?? answer.model?.id ?? "The model";
const subject = `${model}, ${answer.technique ?? state["t-technique"] ?? "full"} training, micro-batch ${answer.micro_batch ?? state["t-micro_batch"] ?? 1}`;
return h("div.view", null, verdict(answer, subject), memorySheet(answer), h("div.columns", null,
figures("Reach", [
["Trainable parameters", count(answer.trainable_parameters), answer.model?.parameters ? percent(answer.trainable_parameters, answer.model.parameters) : null],
["GPUs needed at least", answer.minimum_gpus ? whole(answer.minimum_gpus.gpus ?? answer.minimum_gpus) : null],
["Largest micro-batch", capacity?.max_micro_batch !== undefined ? whole(capacity.max_micro_batch) : null],
["Longest sequence", capacity?.max_sequence_length !== undefined ? whole(capacity.max_sequence_length) : null],
["Host memory", memory.host_bytes ? bytes(memory.host_bytes) : null],
["NVMe", memory.nvme_bytes ? bytes(memory.nvme_bytes) : null],
]),
speed ? figures("Speed", [
["A step", milliseconds(speed.step_time_ms), between(speed, "step_time_ms", milliseconds)],
["Tokens, all GPUs", perSecond(speed.tokens_per_second), between(speed, "tokens_per_second", perSecond)],
["Model FLOPs utilization", Number.isFinite(speed.model_flops_utilization) ? percent(speed.model_flops_utilization, 1) : null],
["The run", Number.isFinite(speed.hours) ? duration(speed.hours) : null, between(speed, "hours", duration)],
].filter(([, value]) => value !== "– / s")) : null,
costSheet(answer.cost)), notes(answer));
}
/**
* A table; a column is [heading, is a number, cell of a row]. The first one names the row; a note goes below it.
* On a phone each row is a card whose cells bear their headings; the roles keep it a table for those who do not see it.
*/
function table(label, columns, rows, { chosen = () => false, note = () => null } = {}) {
return h("div.scroll", { role: "region", tabindex: "0", "aria-label": `${label}, may scroll sideways` },
h("table.stack", { role: "table" }, h("caption.sr", null, label),
h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map(([name, isNumber]) => h(isNumber ? "th.num" : "th", { scope: "col", role: "columnheader" }, name)))),
h("tbody", { role: "rowgroup" }, rows.map((row) => {
const words = note(row);
const cells = columns.map(([name, isNumber, cell], index) => h((index === 0 ? "th" : "td") + (isNumber ? ".num" : ""), index === 0 ? { scope: "row", role: "rowheader" } : { role: "cell", "data-label": name }, cell(row)));
return [h(`tr${chosen(row) ? ".chosen" : ""}${words ? ".noted" : ""}`, { role: "row" }, cells), words ? h("tr.note", { role: "row" }, h("td", { colspan: columns.length, role: "cell" }, h("span", null, words))) : null];
}))));
}
const link = (label, act, said) => h("button.link", { type: "button", onclick: act, "aria-label": said }, label);
function adopt(values, name) {
for (const [id, value] of Object.entries(values)) { state[id] = value; show(id, value); }
select(name);
}
function formatsShown(answer) {
const engine = state["q-engine"], fitting = state["q-fits"];
return (answer.formats ?? [])
.filter((format) => !engine || format.engines?.includes(engine))
.filter((format) => !fitting || ["fits", "tight"].includes(format.fit?.verdict))
.sort((a, b) => b.bits_per_weight - a.bits_per_weight);
}
function quantizationView(answer) {
const formats = formatsShown(answer), every = answer.formats ?? [];
const largest = Math.max(...every.map((format) => Math.max(format.total_bytes ?? 0, format.fit?.usable_bytes_per_gpu ?? 0)));
const hasFit = every.some((format) => format.fit);
const lead = hasFit ? `${formats.filter((format) => ["fits", "tight"].includes(format.fit?.verdict)).length} of ${plural(formats.length, "format")} fit` : plural(formats.length, "format");
const support = (text) => text?.startsWith("native") ? "as stored" : text ? "widened" : "–";
if (!formats.length) return h("div.view", null, nothing("No format is left", "Choose another engine, or show those too that do not fit."), notes(answer));
return h("div.view", null, h("section.sheet", { "aria-label": "Weight formats" },
h("div.head-row", null, h("h2", null, `${answer.model?.name ?? "The model"} by weight format`), h("p", null, lead)),
table("Weight formats", [
["Format", false, (format) => [link(format.weights, () => adopt({ weights: format.weights }, "serving"), `Estimate with ${format.weights}`), format.name && format.name.toLowerCase() !== format.weights && !format.name.startsWith("GGUF ") ? h("small", null, format.name) : null]],
["Bits", true, (format) => format.bits_per_weight?.toFixed(2)],
["File", true, (format) => bytes(format.file_bytes)],
["Weights", true, (format) => bytes(format.weights_bytes)],
[answer.formats?.[0]?.fit?.gpus > 1 ? "Total, a GPU" : "Total", true, (format) => bytes(format.total_bytes)],
[hasFit ? "Against the line" : "", false, (format) => h("div.bar", { "aria-hidden": "true" }, h("span", { css: { width: `${100 * format.total_bytes / largest}%`, background: format.fit?.verdict === "does_not_fit" ? "var(--no)" : "var(--c-weights)" } }), format.fit ? h("em", { css: { left: `${100 * format.fit.usable_bytes_per_gpu / largest}%` } }) : null)],
...(hasFit ? [["Verdict", false, (format) => pill(format.fit?.verdict)], ["Largest batch", true, (format) => format.capacity ? whole(format.capacity.max_batch) : "–"]] : []),
...(formats.some((format) => format.performance) ? [["Each token", true, (format) => format.performance ? milliseconds(format.performance.time_per_output_token_ms) : "–"]] : []),
...(formats.some((format) => format.hardware_support) ? [["Multiplied", false, (format) => h("span", { title: format.hardware_support }, support(format.hardware_support))]] : []),
], formats, { chosen: (format) => format.weights === state.weights, note: (format) => format.quality?.note ? `Quality: ${format.quality.note}` : null })), notes(answer));
}
const shapeOf = (layout) => ["tensor", "pipeline", "data", "expert", "context"].filter((key) => layout?.[key] > 1).map((key) => `${key} ${layout[key]}`).join(" × ") || "one GPU";
const hasAny = (rows, get) => rows.some((row) => get(row) !== undefined && get(row) !== null);
function planColumns(rows) {
return [
["A GPU", true, (row) => bytes(row.memory?.per_gpu?.total_bytes)],
["Left free", true, (row) => bytes(row.fit?.headroom_bytes_per_gpu)],
["Verdict", false, (row) => pill(row.fit?.verdict)],
...(hasAny(rows, (row) => row.capacity?.max_batch) ? [["Batch", true, (row) => whole(row.capacity?.max_batch)]] : []),
...(hasAny(rows, (row) => row.performance) ? [
["First token", true, (row) => milliseconds(row.performance?.time_to_first_token_ms)],
["Each token", true, (row) => milliseconds(row.performance?.time_per_output_token_ms)],
["Output / s", true, (row) => figure(row.performance?.output_tokens_per_second)]] : []),
...(hasAny(rows, (row) => row.cost) ? [
["$ / hour", true, (row) => dollars(row.cost?.usd_per_hour)],
["$ / M tokens", true, (row) => dollars(row.cost?.usd_per_million_output_tokens)]] : []),
];
}
const why = { note: (row) => Array.isArray(row.why) ? row.why.join("; ") : row.why };
function trainingColumns() {
return [
["ZeRO", true, (row) => whole(row.layout.zero_stage)],
["Checkpointing", false, (row) => row.activation_checkpointing],
["Micro-batch", true, (row) => `${whole(row.micro_batch)}${row.gradient_accumulation > 1 ? ` × ${whole(row.gradient_accumulation)}` : ""}`],
["A GPU", true, (row) => bytes(row.memory?.per_gpu?.total_bytes)],
["Left free", true, (row) => bytes(row.fit?.headroom_bytes_per_gpu)],
["Verdict", false, (row) => pill(row.fit?.verdict)],
["A step", true, (row) => milliseconds(row.performance?.step_time_ms)],
["Tokens / s", true, (row) => figure(row.performance?.tokens_per_second)],
["$ / hour", true, (row) => dollars(row.cost?.usd_per_hour)],
["$ / M tokens", true, (row) => dollars(row.cost?.usd_per_million_tokens)],
];
}
function adoptPlan(plan, isTraining) {
const { layout } = plan, gpu = { card: state.card, gpu: plan.fit?.gpu ?? state.gpu, gpus: String(layout.gpus) };
const size = (key) => layout[key] > 1 || key !== "expert" ? String(layout[key]) : "";
if (!isTraining) return adopt({ ...gpu, tensor: size("tensor"), pipeline: size("pipeline"), data: size("data"), expert: size("expert") }, "serving");
adopt({ ...gpu, "t-tensor": size("tensor"), "t-pipeline": size("pipeline"), "t-context": size("context"), "t-zero_stage": String(layout.zero_stage), "t-micro_batch": String(plan.micro_batch),
"t-gradient_accumulation": String(plan.gradient_accumulation), "t-activation_checkpointing": plan.activation_checkpointing }, "training");
}
function plansView(answer) {
const isTraining = answer.workload === "training";
const plans = answer.plans ?? [];
if (!plans.length) return h("div.view", null, nothing("No layout fits", missText(answer)), changesSheet(answer), notes(answer));
return h("div.view", null, h("section.sheet", { "aria-label": "Layouts" },
h("div.head-row", null, h("h2", null, `Layouts over ${gpuName(plans[0].fit?.gpu)}`), h("p", null, `${whole(answer.feasible)} of ${whole(answer.considered)} layouts fit`)),
table("Layouts", [
["Layout", false, (plan) => [link(shapeOf(plan.layout), () => adoptPlan(plan, isTraining), `Estimate with ${shapeOf(plan.layout)}`)]],
["GPUs", true, (plan) => whole(plan.layout?.gpus)],
...(isTraining ? trainingColumns() : planColumns(plans)),
], plans, why)), notes(answer));
}
function missText(answer) {
const reason = answer.nearest_miss?.fit?.reason;
return reason ? sentence(reason) : "Try more GPUs, a smaller weight format, a shorter context or fewer sequences.";
}
function changesSheet(answer) {
const changes = answer.nearest_miss?.changes ?? [];
if (!changes.length) return null;
const words = (change) => Object.entries(change).map(([name, value]) => `${spaced(name.replaceAll(".", " ")).replace("Gpus", "GPUs")} ${typeof value === "number" ? whole(value) : value}`).join(", ");
return h("section.sheet", { "aria-label": "What would fit" }, h("h3", null, "What would fit"), table("What would fit", [
["Change", false, (row) => words(row.change ?? {})],
["Layout", false, (row) => row.layout ? shapeOf(row.layout) : "–"],
["A GPU", true, (row) => bytes(row.total_bytes)],
["Verdict", false, (row) => pill(row.verdict)],
], changes, why));
}
function hardwareView(answer) {
const rows = answer.recommendations ?? [];
if (!rows.length) return h("div.view", null, nothing("Nothing in the catalog carries this load", missText(answer)), passedOver(answer), notes(answer));
const cards = (row) => `${row.gpus > 1 ? `${row.gpus} × ` : ""}${row.name ?? gpuName(row.gpu)}`;
return h("div.view", null, h("section.sheet", { "aria-label": "Recommendations" },
h("div.head-row", null, h("h2", null, "Hardware that carries this load"), h("p", null, `${plural(answer.feasible, "choice")} of card and format serve it, ${whole(answer.considered)} layouts compared`)),
table("Recommendations", [
["GPUs", false, (row) => [link(cards(row), () => adopt({ card: "catalog", gpu: row.gpu, gpus: String(row.gpus), weights: row.weights, tensor: "", pipeline: "", data: row.replicas > 1 ? String(row.replicas) : "", expert: "" }, "serving"), `Estimate ${row.weights} on ${cards(row)}`)]],
["Weights", false, (row) => row.weights],
["Layout", false, (row) => `${row.replicas > 1 ? `${row.replicas} × ` : ""}${shapeOf(row.layout)}`],
...planColumns(rows).filter(([name]) => name !== "A GPU"),
...(hasAny(rows, (row) => row.cost?.price) ? [["Price from", false, (row) => row.cost?.price ? [row.cost.price.provider ?? "–", h("small", { title: row.cost.price.tier?.replaceAll("_", " ") }, row.cost.price.as_of)] : "–"]] : []),
], rows, why)), passedOver(answer), notes(answer));
}
function passedOver(answer) {
const list = answer.passed_over ?? [];
return list.length ? h("section.sheet", { "aria-label": "Passed over" }, h("h3", null, "Not first, and why"),
h("ul.notes", null, list.map((item) => h("li", null, h("b", null, gpuName(item.gpu)), ` ${item.why}`)))) : null;
}
const GRID_FIELDS = { verdict: "fit.verdict", left: "fit.headroom_bytes_per_gpu", total: "memory.per_gpu.total_bytes" };
function sweepView(answer, request) {
const { batch, context } = request.over;
const cells = new Map((answer.cells ?? []).map((cell) => [`${cell.at.batch}/${cell.at.context}`, cell]));
const hasFit = [...cells.values()].some((cell) => cell.answer?.[GRID_FIELDS.verdict]);
const cellOf = (b, c) => {
const cell = cells.get(`${b}/${c}`);
if (!cell) return h("td", null, "–");
const [verdict, left, total] = ["verdict", "left", "total"].map((name) => cell.answer?.[GRID_FIELDS[name]]);
const said = cell.problem?.detail ?? `${verdict ? `${VERDICTS[verdict]}, ` : ""}${bytes(total)}`;
const words = `${plural(b, "sequence")} of ${whole(c)} tokens: ${said}`;
const chosen = parsedCount(state.batch || "1", 1024) === b && parsedCount(state.context || "2048", 1024) === c;
return h("td", null, h(`button.${tone(verdict)}`, { type: "button", "aria-label": words, "aria-pressed": String(chosen), title: words, onclick: () => adopt({ batch: String(b), context: String(c), batch_max: "" }, "serving") },
cell.problem ? "refused" : bytes(total), h("small", null, verdict === "does_not_fit" ? "does not fit" : Number.isFinite(left) ? `${bytes(left)} free` : "")));
};
const shortened = (value) => value >= 1024 && value % 1024 === 0 ? `${value / 1024}k` : whole(value);
return h("div.view", null, h("section.sheet", { "aria-label": "Sweep" },
h("div.head-row", null, h("h2", null, "Sequences by tokens each"), h("p", null, "Memory of the fullest GPU. Choose a cell to see it whole.")),
h("div.scroll", { role: "region", tabindex: "0", "aria-label": "Grid of estimates, may scroll sideways" },
h("table.heat", null, h("caption.sr", null, "Verdict by sequences and tokens each"),
h("thead", null, h("tr", null, h("th", { scope: "col" }, "Sequences"), context.map((c) => h("th", { scope: "col" }, shortened(c), h("span.sr", null, " tokens"))))),
h("tbody", null, [...batch].reverse().map((b) => h("tr", null, h("th", { scope: "row" }, `${shortened(b)}`, h("span.sr", null, " sequences")), context.map((c) => cellOf(b, c))))))),
h("p.axis", null, "tokens each →"),
hasFit ? h("div.key", null, Object.keys(VERDICTS).map((name) => pill(name))) : h("p.hint", null, "Name a GPU to colour the grid by what fits.")), notes(answer));
}
const nothing = (title, text) => h("section.sheet.empty", null, h("strong", null, title), h("p", null, text));
const combos = Object.fromEntries(COMBOS.map((name) => [name, new Combobox(name, (value) => changed(name, value))]));
const VIEWS = { serving: servingView, quantization: quantizationView, training: trainingView, plans: plansView, hardware: hardwareView, sweep: sweepView };
const ROUTES = { training: "/v1/estimates/training", plans: "/v1/plans/sharding", hardware: "/v1/recommendations", sweep: "/v1/sweeps" };
const PREFIX = { training: "t-", plans: "p-", hardware: "r-", sweep: "s-" };
let own = null;
let running = null;
let timer = 0;
const place = (name) => $(`${name}-result`) ?? $(`panel-${name}`);
function changed(id, value) {
if (state[id] === value) return;
state[id] = value;
if (id === "model" || id === "source" || id === "config") facts();
later(250);
}
function later(wait) {
clearTimeout(timer);
arrange();
timer = setTimeout(update, wait);
}
async function update() {
clearTimeout(timer);
running?.abort();
const control = running = new AbortController(), name = tab, target = place(name);
clearErrors();
let path, body;
try { [path, body] = requestOf(name); }
catch (error) {
if (!(error instanceof FormError)) throw error;
const isEmpty = ["model", "gpu", "parameters", "memory_gib"].includes(error.field) || (error.field === "config" && !state.config);
if (isEmpty) target.replaceChildren(nothing(error.field === "gpu" ? "Which card?" : error.field === "memory_gib" ? "How large a card?" : "Which model?", error.message));
else fieldError(error.field, error.message, []);
return;
}
history.replaceState(null, "", address());
target.setAttribute("aria-busy", "true");
try {
const answer = await post(path, body, control.signal);
if (control.signal.aborted) return;
target.replaceChildren(VIEWS[name](answer, body));
peek(answer);
$("status").textContent = target.querySelector(".verdict")?.textContent ?? `${target.querySelector("h2, h3, strong")?.textContent ?? "Answer"} shown`;
} catch (error) {
if (control.signal.aborted) return;
refused(error, name, target);
} finally {
if (running === control) target.removeAttribute("aria-busy");
}
}
function clearErrors() {
$("banner").replaceChildren();
for (const node of document.querySelectorAll(".error")) node.hidden = true;
for (const node of document.querySelectorAll("[aria-invalid]")) { node.removeAttribute("aria-invalid"); node.removeAttribute("aria-errormessage"); }
}
function inputOf(pointer, name) {
const parts = pointer.split("/").filter((part) => part && !["request", "base", "over"].includes(part) && !/^\d+$/.test(part));
const [first, second] = parts;
if (first === "model" && state.source !== "catalog") return state.source === "size" && $(second) ? second : state.source === "size" ? "parameters" : "config";
if (first === "gpu" && state.card === "memory") return second === "bandwidth_gb_per_second" ? "bandwidth" : "memory_gib";
if (first === "max_gpus" || first === "gpus_per_node") return `p-${first}`;
const known = { parallel: second, budget_usd_per_hour: "r-budget", providers: "r-providers", classes: "r-class", requirements: second ? `r-${second}` : null, adapter: "t-rank", offload: name === "training" ? "t-offload" : undefined }[first] ?? first;
if (!known) return null;
const prefixed = `${PREFIX[name] ?? ""}${known}`;
return $(prefixed) ? prefixed : $(known) ? known : null;
}
function fieldError(id, message, suggestions) {
const place = $(`${id}-error`), input = $(id);
if (!place) return false;
const detail = input.closest("details");
if (detail) detail.open = true;
const offer = suggestions.slice(0, 3).map((suggestion, index) => [index ? ", " : " Did you mean ", h("button", { type: "button", onclick: () => { show(id, suggestion); changed(id, suggestion); } }, suggestion)]);
place.replaceChildren(message, ...offer.flat(), ...(offer.length ? ["?"] : []));
place.hidden = false;
input.setAttribute("aria-invalid", "true");
input.setAttribute("aria-errormessage", place.id);
return input.getClientRects().length > 0;
}
const sentence = (text) => { const line = text.replace(/^\/\S*: /, ""); return `${line[0].toUpperCase()}${line.slice(1)}${/[.!?]$/.test(line) ? "" : "."}`; };
function refused(error, name, target) {
if (!(error instanceof Refusal)) {
banner("The service does not answer. It may have been stopped, or the network is away.", h("button.ghost", { type: "button", onclick: update }, "Try again"));
return;
}
if (error.status === 401 || error.status === 403) return askKey(error.message);
if (error.status === 429) return banner(`${sentence(error.message)}`, h("button.ghost", { type: "button", onclick: update }, "Try again"));
const problems = error.problem?.errors ?? [];
const unplaced = problems.filter((problem) => {
const id = inputOf(problem.pointer ?? "", name);
return !(id && fieldError(id, sentence(problem.detail), problem.suggestions ?? []));
});
const lines = problems.length ? unplaced.map((problem) => sentence(problem.detail)) : [sentence(error.message)];
if (lines.length) banner(lines.join(" "));
const text = problems.length > unplaced.length ? "See what is marked in the form." : lines[0];
target.replaceChildren(nothing("Not an estimate yet", text));
$("status").textContent = `Refused: ${error.message}`;
}
function banner(text, ...actions) {
$("banner").replaceChildren(h("div.banner", null, h("p", null, text), ...actions));
}
function askKey(text) {
const field = h("input", { type: "password", id: "key", autocomplete: "off" });
const form = h("form.banner", { onsubmit: (event) => { event.preventDefault(); keyStore.set(field.value.trim()); begin(); } },
h("p", null, sentence(text)), h("label", { for: "key" }, "API key"), field, h("button.ghost", { type: "submit" }, "Use it"));
$("banner").replaceChildren(form);
field.focus();
}
async function facts() {
const line = $("facts");
if (state.source === "own") { line.textContent = own?.summary ?? ""; return; }
line.textContent = "";
if (state.source !== "catalog" || !state.model) return;
const wanted = state.model;
try {
const model = await ask(`/v1/models/${wanted.split("/").map(encodeURIComponent).join("/")}`);
if (state.model === wanted && state.source === "catalog") line.textContent = described(model);
} catch { /* the estimate says what is wrong */ }
}
function described(model) {
const a = model.architecture, p = model.parameters ?? {};
const heads = a?.attention_heads ? `, ${a.attention.toUpperCase()}${a.kv_heads ? ` ${a.attention_heads}/${a.kv_heads}` : ""}` : "";
return [
p.total ? `${count(p.total)} parameters${p.active && p.active < p.total ? ` (${count(p.active)} active)` : ""}` : null,
a ? `${a.layers} layers${heads}` : null,
a?.max_context ? `${whole(a.max_context)} tokens at most` : null,
model.license ? `licence ${model.license}` : null,
].filter(Boolean).join(" · ");
}
async function take(file) {
show("source", "own");
state.source = "own";
arrange();
own = { summary: `Reading ${file.name} …` };
facts();
try {
if (/\.json$/i.test(file.name) || file.type === "application/json") await takeJSON(file);
else await takeWeights(file);
} catch (error) {
own = null;
state.config = "";
show("config", "");
fieldError("config", sentence(error.message), []);
facts();
return;
}
facts();
later(0);
}
async function takeJSON(file) {
if (file.size > LARGEST_HEADER) throw new Error(`${file.name} is larger than any config.json.`);
const text = await file.text(), value = JSON.parse(text);
if (value.weight_map) {
inspected(await post("/v1/models/inspect", { safetensors_index: value }), file.name);
return;
}
own = { summary: described(await post("/v1/models/inspect", { hf_config: value })) };
state.config = text;
show("config", JSON.stringify(value, null, 1));
}
async function takeWeights(file) {
const header = await fileHeader(file);
inspected(await ask("/v1/models/inspect", { method: "POST", body: header, type: "application/octet-stream" }), file.name);
}
function inspected(model, name) {
const total = model.parameters?.total, config = model.catalog_entry?.config;
if (!config && !total) throw new Error(`${name} does not tell the shape of the model; bring its config.json too.`);
const bits = model.weights_bytes && total ? Math.round(80000 * model.weights_bytes / total) / 10000 : null;
own = { bits, parameters: total, withoutConfig: !config, summary: `${name}: ${described(model)}${bits ? ` · ${bits.toFixed(2)} bits a weight as stored` : ""}${config ? "" : " · the shape is inferred from the size; add config.json for more"}` };
state.config = config ? JSON.stringify(config) : "";
show("config", config ? JSON.stringify(config, null, 1) : "");
if (bits) { state.weights = ""; show("weights", ""); }
}
function arrange() {
for (const node of document.querySelectorAll("[data-when]")) {
const [id, value] = node.dataset.when.split("=");
node.hidden = state[id] !== value;
}
for (const node of document.querySelectorAll("[data-tabs]")) node.hidden = !node.dataset.tabs.split(" ").includes(tab);
$("batch").disabled = Boolean(state.batch_max);
$("t-rank").disabled = !TECHNIQUES_WITH_RANK.includes(state["t-technique"]);
$("gpus-field").hidden = tab === "plans" || tab === "hardware";
const inside = document.querySelectorAll(".more input, .more select");
const set = [...inside].filter((node) => node.value).length;
$("more-count").textContent = set ? `(${set} set)` : "";
$("weights").placeholder = state.source === "own" && own?.bits ? `${own.bits.toFixed(2)} bits, as the file` : "as published";
}
function peek(answer) {
const node = $("peek"), total = answer.memory?.per_gpu?.total_bytes, line = answer.fit?.usable_bytes_per_gpu;
node.dataset.ready = total ? "1" : "";
if (!total) node.hidden = true;
node.className = `peek ${tone(answer.fit?.verdict)}`;
if (total) node.replaceChildren(answer.fit ? pill(answer.fit.verdict) : h("b", null, "Takes"), h("span", null, line ? `${bytes(total)} of ${bytes(line)}` : bytes(total)), h("span", { "aria-hidden": "true" }, "↓"));
}
function watchResults() {
new IntersectionObserver(([entry]) => { $("peek").hidden = entry.isIntersecting || !$("peek").dataset.ready; }).observe($("results"));
$("peek").addEventListener("click", (event) => { event.preventDefault(); $("results").scrollIntoView(); $("results").focus({ preventScroll: true }); });
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); $("results").scrollIntoView(); $("results").focus({ preventScroll: true }); });
}
function select(name, focus = false) {
tab = name;
for (const other of TABS) {
const isShown = other === name, button = $(`tab-${other}`);
button.setAttribute("aria-selected", String(isShown));
button.tabIndex = isShown ? 0 : -1;
$(`panel-${other}`).hidden = !isShown;
if (isShown) { button.scrollIntoView({ block: "nearest", inline: "nearest" }); if (focus) button.focus(); }
}
later(0);
}
function option(id, label, detail, aliases = []) {
return { id, label, detail, aliases, words: [id, label, ...aliases].join(" ").toLowerCase() };
}
async function catalog() {
const [models, gpus, formats, runtimes] = await Promise.all([
all("/v1/models", "models"), all("/v1/gpus", "gpus"), ask("/v1/weight-formats"), ask("/v1/runtimes"),
]);
combos.model.options = models.map((m) => option(m.id, m.name, `${m.id}${m.parameters ? ` · ${count(m.parameters)}` : ""}`, m.aliases));
combos.gpu.options = gpus.map((g) => option(g.id, g.name, [bytes(g.memory.planned_bytes), g.memory.bandwidth_bytes_per_second ? `${figure(g.memory.bandwidth_bytes_per_second / 1e9)} GB/s` : null, g.class?.replaceAll("_", " ")].filter(Boolean).join(" · "), g.aliases));
combos.weights.options = formats.weight_formats.map((f) => option(f.id, f.id, `${f.name} · ${figure(f.bits_per_weight)} bits`, f.aliases));
combos.runtime.options = runtimes.runtimes.map((r) => option(r.id, r.name ?? r.id, r.id, r.aliases));
for (const name of COMBOS) combos[name].set(combos[name].find(state[name])?.id ?? state[name]);
}
async function tabs() {
await Promise.all(Object.entries(ROUTES).map(async ([name, path]) => { $(`tab-${name}`).hidden = !await exists(path); }));
if ($(`tab-${tab}`).hidden) select("serving");
}
async function begin() {
clearErrors();
try { await Promise.all([catalog(), tabs()]); }
catch (error) { refused(error, tab, place(tab)); return; }
facts();
select(tab);
}
function listen() {
for (const id of INPUTS) $(id).addEventListener("input", () => changed(id, valueOf(id)));
for (const name of RADIOS) for (const node of document.getElementsByName(name)) node.addEventListener("change", () => changed(name, node.value));
$("config").addEventListener("input", () => { own = null; });
$("file").addEventListener("change", (event) => { const [file] = event.target.files; if (file) take(file); event.target.value = ""; });
for (const form of document.forms) form.addEventListener("submit", (event) => { event.preventDefault(); update(); });
$("form").addEventListener("reset", (event) => { event.preventDefault(); own = null; history.replaceState(null, "", location.pathname); restore(); facts(); select("serving"); });
const tabList = $("tabs");
tabList.addEventListener("click", (event) => { const button = event.target.closest("[role=tab]"); if (button) select(button.id.slice(4)); });
tabList.addEventListener("keydown", (event) => {
const open = TABS.filter((name) => !$(`tab-${name}`).hidden), here = open.indexOf(tab);
const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: open.length - 1 }[event.key];
if (to === undefined) return;
event.preventDefault();
select(open[(to + open.length) % open.length], true);
});
$("copy-link").addEventListener("click", () => copy(address(), "Link"));
$("copy-curl").addEventListener("click", () => { try { copy(curl(tab), "Command"); } catch (error) { toast(error.message); } });
addEventListener("hashchange", () => { restore(); facts(); select(tab); });
addEventListener("dragover", (event) => { event.preventDefault(); $("drop").classList.add("over"); });
addEventListener("dragleave", () => $("drop").classList.remove("over"));
addEventListener("drop", (event) => { event.preventDefault(); $("drop").classList.remove("over"); const [file] = event.dataTransfer.files; if (file) take(file); });
}
restore();
arrange();
listen();
watchResults();
begin();
const THEMES = { "": ["Auto", "as the system"], light: ["Light", "light"], dark: ["Dark", "dark"] };
function theme(name) {
document.documentElement.dataset.theme = name;
if (!name) delete document.documentElement.dataset.theme;
document.getElementById("theme-name").textContent = THEMES[name][0];
document.getElementById("theme").setAttribute("aria-label", `Colours: ${THEMES[name][1]}`);
try { localStorage.setItem("plimsoll-theme", name); } catch { /* private mode */ }
}
let stored = "";
try { stored = localStorage.getItem("plimsoll-theme") ?? ""; } catch { /* private mode */ }
theme(stored in THEMES ? stored : "");
document.getElementById("theme").addEventListener("click", () => {
const names = Object.keys(THEMES);
theme(names[(names.indexOf(document.documentElement.dataset.theme ?? "") + 1) % names.length]);
});
})();</script>
</body>
</html>

"""#
    /// What the console may load and run.
    static let consolePolicy = #"""
default-src 'none'; script-src 'sha256-T7BVqLx3hkB2+QnTu/tyV3gGpn5P0zgpyOaGDB7v54g='; style-src 'sha256-OzrBlYjo7McyYmF9FrZMNunSzdd96obMB1qEs0wdLkk='; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
"""#
    /// The style of the API reference.
    static let referenceStyle = #"""
:root {
--page: #e9eff2; --sheet: #fff; --sunk: #f4f7f9; --ink: #0f2330; --muted: #4a5f6d; --rule: #c8d4db; --edge: #71889a;
--hull: #0c2738; --hull-ink: #f2f7fa; --hull-muted: #b0c5d2; --line: #c62f22; --link: #0b5d91; --focus: #0b6fb0;
--fits: #13693f; --tight: #735400; --risky: #9c430a; --no: #ad241a;
--fits-soft: #d3ebdd; --tight-soft: #f4e8b8; --risky-soft: #fadbc2; --no-soft: #f6cfcb;
--c-weights: #24577f; --c-kv: #1b9aa3; --c-state: #7866b5; --c-act: #d59a26; --c-run: #8b9ba7;
--c-grad: #b24f78; --c-opt: #4f8a55; --c-adapter: #c8733f; --c-comm: #a9b4bc;
--display: "DIN Alternate", Bahnschrift, "Roboto Condensed", "Avenir Next Condensed", "Liberation Sans Narrow", "Arial Narrow", sans-serif;
--text: system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", sans-serif;
--mono: ui-monospace, "SF Mono", Menlo, Consolas, "Roboto Mono", "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { --dark: 1;
--page: #09131a; --sheet: #101e28; --sunk: #0c1821; --ink: #e6eef3; --muted: #9db2bf; --rule: #253a48; --edge: #6b8597;
--hull: #050d13; --hull-ink: #eef5f9; --hull-muted: #9db4c2; --line: #ff6a5c; --link: #79c3f2; --focus: #67bdf5;
--fits: #63d19b; --tight: #e8c555; --risky: #ffa066; --no: #ff8377;
--fits-soft: #12402a; --tight-soft: #453803; --risky-soft: #4f2809; --no-soft: #521b17;
--c-weights: #4f8fc2; --c-kv: #2fb5bd; --c-state: #9a89d8; --c-act: #e0ad48; --c-run: #7d909d;
--c-grad: #d0729a; --c-opt: #6fb377; --c-adapter: #e0915f; --c-comm: #5f727f; } }
:root[data-theme="dark"] { --dark: 1; color-scheme: dark;
--page: #09131a; --sheet: #101e28; --sunk: #0c1821; --ink: #e6eef3; --muted: #9db2bf; --rule: #253a48; --edge: #6b8597;
--hull: #050d13; --hull-ink: #eef5f9; --hull-muted: #9db4c2; --line: #ff6a5c; --link: #79c3f2; --focus: #67bdf5;
--fits: #63d19b; --tight: #e8c555; --risky: #ffa066; --no: #ff8377;
--fits-soft: #12402a; --tight-soft: #453803; --risky-soft: #4f2809; --no-soft: #521b17;
--c-weights: #4f8fc2; --c-kv: #2fb5bd; --c-state: #9a89d8; --c-act: #e0ad48; --c-run: #7d909d;
--c-grad: #d0729a; --c-opt: #6fb377; --c-adapter: #e0915f; --c-comm: #5f727f; }
:root[data-theme="light"] { color-scheme: light; }
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 var(--text); font-variant-numeric: tabular-nums; }
[hidden] { display: none !important; }
.wrap { max-width: 1440px; margin-inline: auto; padding-inline: clamp(1rem, 2.5vw, 2.25rem); }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
h1, h2, h3, p, dl, dd, ul, figure { margin: 0; padding: 0; }
code, pre { font-family: var(--mono); font-size: .88em; }
i { font-style: normal; color: var(--muted); font-weight: 400; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--sheet); color: var(--ink); padding: .6rem 1rem; z-index: 20; }
.skip:focus { top: 0; }
.topside { background: var(--hull); color: var(--hull-ink); border-bottom: 4px solid var(--line); }
.topside-row { display: flex; align-items: center; gap: .5rem 1.5rem; min-height: 60px; flex-wrap: wrap; padding-block: .5rem; }
.brand { display: flex; align-items: center; gap: .65rem; color: inherit; text-decoration: none; font: 700 1.5rem/1 var(--display); letter-spacing: .015em; }
.mark { width: 44px; height: 30px; fill: none; stroke: currentColor; stroke-width: 3.4; }
.tagline { color: var(--hull-muted); font: 400 .93rem/1.4 var(--text); }
.topside nav { margin-left: auto; display: flex; align-items: center; gap: 1.1rem; font-size: .9rem; }
.topside nav a { color: var(--hull-ink); text-decoration: none; }
.topside nav a:hover { text-decoration: underline; }
.topside :focus-visible { outline-color: #8fd0ff; }
.topside .ghost { color: inherit; border-color: #ffffff55; background: none; }
.noscript { padding-block: 1.5rem; }
button { font: inherit; cursor: pointer; color: inherit; }
.ghost { background: none; border: 1px solid var(--edge); border-radius: 6px; padding: .3rem .75rem; min-height: 34px; font-size: .87rem; white-space: nowrap; }
.ghost:hover { border-color: currentColor; }
.foot { border-top: 1px solid var(--rule); padding-block: 1.2rem 2rem; font-size: .85rem; color: var(--muted); }
.foot p { max-width: 80ch; }
.layout { display: grid; gap: 2.5rem; grid-template-columns: minmax(0, 1fr); padding-block: 1.75rem 3rem; }
.contents { font-size: .9rem; }
.contents h2 { font: 700 .95rem/1.2 var(--display); margin: 1.1rem 0 .3rem; }
.contents h2:first-child { margin-top: 0; }
.contents ul { list-style: none; }
.contents a { display: flex; gap: .5rem; padding: .18rem 0; text-decoration: none; color: var(--ink); overflow-wrap: anywhere; min-height: 26px; align-items: baseline; }
.contents a:hover { text-decoration: underline; }
@media (min-width: 940px) {
.layout { grid-template-columns: 290px minmax(0, 1fr); }
.contents { position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; scrollbar-width: thin; }
}
.method { font: 700 .76rem/1.5 var(--mono); color: var(--muted); flex: 0 0 2.6rem; }
main h1 { font: 700 2.4rem/1.1 var(--display); margin: 0 0 .8rem; }
main h2 { font: 700 1.5rem/1.2 var(--display); margin: 2.6rem 0 .3rem; padding-top: 1.1rem; border-top: 3px solid var(--line); }
main h4 { font: 700 .98rem/1.3 var(--display); margin: 1.2rem 0 .4rem; }
main p, main ul { max-width: 74ch; margin-bottom: .7rem; }
main ul { padding-left: 1.2rem; }
article { background: var(--sheet); border: 1px solid var(--rule); border-radius: 10px; padding: 1.2rem clamp(1rem, 2vw, 1.6rem); margin-top: 1.25rem; scroll-margin-top: 1rem; }
article:target { border-color: var(--edge); box-shadow: inset 4px 0 0 var(--line); }
article h3 { font: 700 1.2rem/1.3 var(--display); margin-bottom: .15rem; }
.path { font-family: var(--mono); font-size: .95rem; margin-bottom: .7rem; overflow-wrap: anywhere; }
.path b { display: inline-block; padding: 0 .5rem; border-radius: 4px; background: var(--hull); color: var(--hull-ink); margin-right: .4rem; font-size: .84rem; line-height: 1.6rem; }
pre { background: var(--hull); color: var(--hull-ink); padding: .8rem 1rem; border-radius: 7px; overflow-x: auto; margin: 0; font-size: .83rem; line-height: 1.5; scrollbar-width: thin; white-space: pre-wrap; overflow-wrap: anywhere; }
pre.answer { max-height: 26rem; overflow: auto; white-space: pre; overflow-wrap: normal; background: var(--sunk); color: var(--ink); border: 1px solid var(--rule); }
pre:focus-visible { outline-offset: -2px; }
article pre.curl { margin-block: .2rem .7rem; }
.example pre.curl { margin: 0; }
p code, td code, li code { background: var(--sunk); padding: .08em .3em; border-radius: 3px; overflow-wrap: anywhere; }
details { margin-top: .6rem; }
summary { cursor: pointer; padding: .25rem 0; font-weight: 600; font-size: .92rem; }
.example { margin-top: .8rem; }
.example > p { margin-bottom: .3rem; font-size: .92rem; font-weight: 600; }
.example .run { margin-top: .45rem; display: flex; gap: .6rem; align-items: center; font-size: .86rem; color: var(--muted); }
.example .answer { margin-top: .6rem; }
table { border-collapse: collapse; width: 100%; font-size: .88rem; margin-top: .3rem; }
th { text-align: left; font-weight: 600; vertical-align: top; }
thead th { color: var(--muted); font-size: .8rem; border-bottom: 1px solid var(--edge); padding: .3rem .8rem .3rem 0; }
tbody th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
tbody th { font-family: var(--mono); font-weight: 500; font-size: .84rem; white-space: nowrap; }
tbody th b { color: var(--no); font-family: var(--text); font-size: .78rem; display: block; font-weight: 500; }
td:nth-child(2) { color: var(--muted); min-width: 7rem; }
td p:last-child { margin: 0; }
.scroll { overflow-x: auto; scrollbar-width: thin; }
.statuses { display: grid; grid-template-columns: max-content 1fr; gap: .2rem .9rem; font-size: .88rem; }
.statuses dt { font-family: var(--mono); }
@media (max-width: 560px) {
.tagline { order: 3; width: 100%; font-size: .85rem; }
tbody th { white-space: normal; overflow-wrap: anywhere; }
td:nth-child(2) { min-width: 4.5rem; }
}
"""#
    /// The script of the API reference.
    static let referenceScript = #"""
(() => {
"use strict";
async function run(button) {
const { method, path, type, body } = button.dataset;
const example = button.closest(".example"), said = example.querySelector("[role=status]");
button.disabled = true;
said.textContent = "Asking …";
const begin = performance.now();
try {
const headers = type ? { "Content-Type": type } : {};
const key = sessionStorage.getItem("plimsoll-key");
if (key) headers.Authorization = `Bearer ${key}`;
const answer = await fetch(path, { method, headers, body: method === "GET" ? undefined : body });
const text = await answer.text();
said.textContent = `${answer.status} ${answer.statusText}, ${Math.round(performance.now() - begin)} ms, ${text.length.toLocaleString("en-US")} bytes`;
let shown = text;
try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* a text or a page */ }
const place = example.querySelector(".answer");
place.textContent = shown.length > 200_000 ? `${shown.slice(0, 200_000)}\n… (cut here)` : shown;
place.hidden = false;
} catch {
said.textContent = "The service does not answer.";
} finally {
button.disabled = false;
}
}
document.addEventListener("click", (event) => {
const button = event.target.closest("button[data-path]");
if (button) run(button);
});
for (const command of document.querySelectorAll("pre.curl"))
command.textContent = command.textContent.replace(/http:\/\/(127\.0\.0\.1|localhost):8080/g, location.origin);
const THEMES = { "": ["Auto", "as the system"], light: ["Light", "light"], dark: ["Dark", "dark"] };
function theme(name) {
document.documentElement.dataset.theme = name;
if (!name) delete document.documentElement.dataset.theme;
document.getElementById("theme-name").textContent = THEMES[name][0];
document.getElementById("theme").setAttribute("aria-label", `Colours: ${THEMES[name][1]}`);
try { localStorage.setItem("plimsoll-theme", name); } catch { /* private mode */ }
}
let stored = "";
try { stored = localStorage.getItem("plimsoll-theme") ?? ""; } catch { /* private mode */ }
theme(stored in THEMES ? stored : "");
document.getElementById("theme").addEventListener("click", () => {
const names = Object.keys(THEMES);
theme(names[(names.indexOf(document.documentElement.dataset.theme ?? "") + 1) % names.length]);
});
})();
"""#
    /// What the API reference may load and run.
    static let referencePolicy = #"""
default-src 'none'; script-src 'sha256-sCAW3oPfPxMgV5tQLzhwmqPgTyNqmvVreWkdFJw/egY='; style-src 'sha256-71mCmxmU6m23cLCd9F5JRchYEmTAo2yeuwjK/QL2AC4='; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
"""#
}
