import { INKS, type Report } from './document';

/** The colours that FIRST gives the markings, on black. */
export const TLP_COLOURS: Record<string, string> = {
  'TLP:RED': '#ff2b2b',
  'TLP:AMBER+STRICT': '#ffc000',
  'TLP:AMBER': '#ffc000',
  'TLP:GREEN': '#33ff00',
  'TLP:CLEAR': '#ffffff',
};

/** Text as a CSS string: everything but plain letters, digits and spaces as its code point. */
export function cssString(text: string): string {
  const plain = Array.from(text, (char) =>
    /[A-Za-z0-9 ]/.test(char) ? char : `\\${(char.codePointAt(0) ?? 0).toString(16)} `,
  );
  return `"${plain.join('')}"`;
}

/** The one style sheet of a report, for screen and paper. */
export function styleOf({ tlp, running, title }: Report, fonts: string): string {
  const colour = TLP_COLOURS[tlp] ?? '#fff';
  const box = `font:600 9pt Report,sans-serif;color:${INKS.quiet}`;
  const marking = `font:700 12pt Report,sans-serif;color:#000`;
  return `
${fonts}
*{box-sizing:border-box}
html{color-scheme:light;-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:0 28px 48px;max-width:820px;background:#fff;color:${INKS.text};font:400 14px/1.5 Report,system-ui,sans-serif;overflow-wrap:anywhere;hyphens:manual}
.skip{position:absolute;left:-9999px}.skip:focus{left:8px;top:8px;background:#fff;padding:4px 8px;outline:2px solid ${INKS.text}}
.head{padding-top:28px}
.band{display:flex;justify-content:space-between;align-items:center;flex-direction:row-reverse;font-size:12px;color:${INKS.quiet};text-transform:none}
.band span:last-child::first-letter{text-transform:uppercase}
.tlp{display:inline-block;background:#000;color:${colour};font-weight:700;font-size:16px;line-height:1;padding:6px 10px;letter-spacing:.01em;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.eyebrow{margin:28px 0 0;color:${INKS.finding};font-weight:600}
h1{margin:2px 0 8px;font-size:30px;line-height:1.15;letter-spacing:-.02em;font-weight:650;text-wrap:balance}
.lead{margin:0 0 20px;font-size:16.5px;line-height:1.5;color:${INKS.text};text-wrap:pretty;max-width:46em}
h2{margin:0 0 12px;padding-top:36px;font-size:20px;line-height:1.25;letter-spacing:-.012em;font-weight:650}
h2 .no{color:${INKS.finding};margin-right:6px;font-weight:500}
h3{margin:24px 0 6px;font-size:15px;line-height:1.35;font-weight:650}
p{margin:0 0 12px;text-wrap:pretty}
ul,ol{margin:0 0 14px;padding-left:22px}li{margin:0 0 6px;text-wrap:pretty}
strong,b{font-weight:650}
.quiet{color:${INKS.quiet};font-size:12.5px}
.standing{border-left:4px solid ${INKS.text};background:#f3f5f7;padding:12px 16px;margin:0 0 20px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.facts{margin:0 0 18px;border-top:1px solid ${INKS.line}}
.facts>div{display:grid;grid-template-columns:150px minmax(0,1fr);gap:0 16px;border-bottom:1px solid ${INKS.faint};padding:6px 0;break-inside:avoid}
.facts dt{color:${INKS.quiet}}.facts dd{margin:0}
.figures{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));margin:0 0 20px;border-top:2px solid ${INKS.text}}
.figures>div{padding:10px 16px 12px 0;border-bottom:1px solid ${INKS.line};break-inside:avoid}
.figures dt{color:${INKS.quiet};font-size:12.5px}
.figures dd{margin:0}.figures b{display:block;font-size:25px;line-height:1.25;letter-spacing:-.02em;font-weight:650}
.figures dd span{display:block;font-size:12.5px;line-height:1.4;color:${INKS.quiet}}
.contents{margin:24px 0 0}.contents h2{padding-top:0;font-size:15px;margin-bottom:6px}
.contents ol{columns:2;column-gap:32px;padding-left:22px;margin:0}.contents a{color:inherit;text-decoration-color:${INKS.soft};text-underline-offset:2px}
figure{margin:18px 0 22px;break-inside:avoid}
figcaption b{display:block;font-size:14.5px;line-height:1.4}
figcaption span{display:block;margin:2px 0 10px;font-size:12.5px;line-height:1.45;color:${INKS.quiet}}
svg{display:block;width:100%;height:auto;font-family:Report,system-ui,sans-serif;overflow:visible;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.scroll{overflow-x:auto;margin:16px 0 20px}
table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:13px;line-height:1.42;min-width:560px}
caption{text-align:left;font-weight:650;font-size:14px;padding:0 0 6px}
th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;font-weight:400;border-bottom:1px solid ${INKS.faint}}
th:last-child,td:last-child{padding-right:0}
thead th{color:${INKS.quiet};font-size:12px;border-bottom:1px solid ${INKS.text};border-top:2px solid ${INKS.text};vertical-align:bottom}
.n{text-align:right;font-variant-numeric:tabular-nums}
tr{break-inside:avoid}thead{break-after:avoid}tbody>tr:first-child{break-before:avoid}
.more{margin:6px 0 0}
code{font:400 .92em/1.45 "Geist Mono",ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",Report,monospace;unicode-bidi:isolate;overflow-wrap:anywhere}
.u{font:600 .8em/1 ui-monospace,monospace;border:1px solid ${INKS.line};border-radius:2px;padding:0 2px;color:${INKS.quiet};unicode-bidi:isolate}
.foot{margin-top:36px;padding-top:12px;border-top:1px solid ${INKS.line};font-size:12px;color:${INKS.quiet}}
@media (max-width:640px){body{padding:0 16px 32px}.figures{grid-template-columns:repeat(2,minmax(0,1fr))}.facts>div{grid-template-columns:1fr}.contents ol{columns:1}h1{font-size:25px}}
@page{size:auto;margin:21mm 17mm 20mm;
@top-left{content:${cssString(`${running.issuer}: ${title}`.slice(0, 90))};${box};vertical-align:bottom;padding-bottom:4mm}
@top-right{content:${cssString(tlp)};${marking};vertical-align:bottom;padding-bottom:4mm}
@bottom-left{content:${cssString(`${running.id}, as of ${running.cutoff}`.slice(0, 100))};${box};vertical-align:top;padding-top:4mm}
@bottom-center{content:counter(page) " of " counter(pages);${box};vertical-align:top;padding-top:4mm}
@bottom-right{content:${cssString(tlp)};${marking};vertical-align:top;padding-top:4mm}}
@media print{
body{max-width:none;padding:0;font-size:9.6pt;line-height:1.45}
.head{padding-top:0}.skip{display:none}.eyebrow{margin-top:10px}
h2{padding-top:20px;break-after:avoid}h3,caption,figcaption{break-after:avoid}
p,li{orphans:3;widows:3}
thead{display:table-header-group}
.scroll{overflow:visible}table{min-width:0;font-size:8.6pt}
a{color:inherit;text-decoration:none}
.contents{break-inside:avoid}.contents h2{padding-top:0}
#glance{break-before:page}#tables{break-before:page}
.standing,.figures{break-inside:avoid}
.foot{break-inside:avoid;break-before:avoid;margin-top:14px;padding-top:8px}.foot .tlp{display:none}
}
`;
}
