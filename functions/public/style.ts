/** The look of the page: no fonts, no pictures, no scripts from anywhere; readable on a phone, in the dark and on paper. */
export const style = `
:root{--ink:#1a1f24;--soft:#5b6670;--paper:#fff;--wash:#f4f6f8;--line:#dbe1e6;--seal:#b3261e;--link:#0b57a4}
@media(prefers-color-scheme:dark){:root{--ink:#e8ebee;--soft:#9aa5af;--paper:#14181c;--wash:#1d2328;--line:#333c44;--seal:#ff8a80;--link:#8ab8ff}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.65 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
a{color:var(--link)}a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem}
header,main,footer{max-width:60rem;margin:0 auto;padding:1rem}
header{border-bottom:3px solid var(--seal)}h1{margin:.5rem 0;font-size:1.9rem}h2{margin:2.5rem 0 .5rem;border-bottom:1px solid var(--line)}
h3{margin:0;font-size:1.15rem}h3 a{color:inherit;text-decoration:none}h4{margin:1rem 0 .25rem;font-size:.95rem}
small,.scope,footer{color:var(--soft);font-size:.85rem;font-weight:400}
nav ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.operation{margin:1.25rem 0;padding:1rem;background:var(--wash);border:1px solid var(--line);border-radius:6px}
.route{margin:.25rem 0;overflow-wrap:anywhere}.route b{font:600 .8rem ui-monospace,monospace;padding:.1rem .45rem;border-radius:4px;color:#fff;background:#546}
.route .get{background:#1b6e3c}.route .post{background:#0b57a4}.route .put{background:#8a5a00}.route .delete{background:#a11b14}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.85rem}
pre{overflow:auto;margin:.25rem 0;padding:.75rem;background:var(--paper);border:1px solid var(--line);border-radius:4px}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.85rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid var(--line)}td:nth-child(2){max-width:22rem;overflow-wrap:anywhere}
details{margin:.4rem 0}summary{cursor:pointer;color:var(--link)}ul{margin:.25rem 0;padding-left:1.2rem}td b,li>b[title]{color:var(--seal)}
@media print{.operation{break-inside:avoid}nav{display:none}}
`;
