import type { CaseFile } from '@/lib/export/case/model';
import { pieces, plainText } from './clean';
import type { Block, Report, Section, Table, Text } from './document';
import { reportOf } from './report';
import { styleOf } from './style';
import { escaped, svgOf } from './svg';
import { webFonts } from './web-fonts';
import { shownOf } from './words';

/**
 * A redacted case file as one HTML page that needs nothing else: no script, no request, pictures inline. Made to be printed on A4 or
 * Letter, with the marking on every page. The same file gives the same bytes.
 */
export async function* reportHtml(file: CaseFile): AsyncGenerator<string> {
  const report = reportOf(file);
  const body = bodyOf(report);
  yield headOf(report, await webFonts(body.join('')));
  yield* body;
}

function headOf(report: Report, fonts: string): string {
  return `<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${escaped(report.software)}">
<title>${escaped(`${report.tlp} ${report.title}: campaign report`)}</title>
<style>${styleOf(report, fonts)}</style>
</head>
`;
}

/** The body, section by section. */
function bodyOf(report: Report): string[] {
  const { running, tlp } = report;
  return [
    `<body>
<a class="skip" href="#report">To the report</a>
<header class="head">
<div class="band"><span class="tlp">${escaped(tlp)}</span><span>${escaped(report.level)}</span></div>
<p class="eyebrow">Campaign report</p>
<h1><bdi>${escaped(report.title)}</bdi></h1>
<p class="lead">${inline(report.lead)}</p>
</header>
<main id="report">
<aside class="standing" aria-label="Standing"><strong>${escaped(report.standing.title)}.</strong> ${inline(report.standing.text)}</aside>
${facts(report.facts)}
<nav class="contents" aria-label="Contents"><h2>Contents</h2><ol>${report.sections.map(({ id, title }) => `<li><a href="#${id}">${escaped(title)}</a></li>`).join('')}</ol></nav>
`,
    ...report.sections.map((section, i) => sectionOf(section, i + 1)),
    `</main>
<footer class="foot">
<p>${escaped(running.issuer)} · ${escaped(running.id)} · as of ${escaped(running.cutoff)} · written by ${escaped(report.software)}. MANIFEST.json of the case file has the hash of this page; “retort verify-case” checks it.</p>
<p><span class="tlp">${escaped(tlp)}</span></p>
</footer>
</body>
</html>
`,
  ];
}

function sectionOf({ id, title, blocks }: Section, number: number): string {
  const parts = blocks.filter(({ only }) => only !== 'short');
  return `<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h"><span class="no">${number}</span> ${escaped(title)}</h2>\n${parts
    .map((block, i) => blockOf(block, `${id}-${i}`))
    .join('\n')}\n</section>\n`;
}

function blockOf(block: Block, id: string): string {
  switch (block.kind) {
    case 'text':
      return `<p${block.quiet ? ' class="quiet"' : ''}>${inline(block.text)}</p>`;
    case 'heading':
      return `<h3>${escaped(block.text)}</h3>`;
    case 'callout':
      return `<aside class="standing"><strong>${escaped(block.title)}.</strong> ${inline(block.text)}</aside>`;
    case 'facts':
      return facts(block.items);
    case 'figures':
      return `<dl class="figures">${block.items
        .map(
          ({ name, value, note }) =>
            `<div><dt>${escaped(name)}</dt><dd><b>${escaped(value)}</b>${note && plainText(note) ? `<span>${inline(note)}</span>` : ''}</dd></div>`,
        )
        .join('')}</dl>`;
    case 'list': {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}>${block.items.map((item) => `<li>${inline(item)}</li>`).join('')}</${tag}>`;
    }
    case 'table':
      return tableOf(block);
    case 'picture':
      return `<figure><figcaption><b>${escaped(block.picture.title)}</b><span>${escaped(block.picture.caption)}</span></figcaption>${svgOf(block.picture, id)}</figure>`;
  }
}

function facts(items: readonly { name: string; value: Text }[]): string {
  return `<dl class="facts">${items
    .map(({ name, value }) => `<div><dt>${escaped(name)}</dt><dd>${inline(value)}</dd></div>`)
    .join('')}</dl>`;
}

function tableOf({ caption, columns, rows, of }: Table): string {
  const more = of ? shownOf(rows.length, of) : null;
  const align = (i: number) => (columns[i]?.align === 'right' ? ' class="n"' : '');
  return `<div class="scroll"><table><caption>${escaped(caption)}</caption><colgroup>${columns
    .map(({ width }) => `<col style="width:${width}%">`)
    .join('')}</colgroup><thead><tr>${columns
    .map(({ name }, i) => `<th scope="col"${align(i)}>${escaped(name)}</th>`)
    .join('')}</tr></thead><tbody>${rows
    .map(
      (row) =>
        `<tr>${row
          .map((cell, i) =>
            i === 0
              ? `<th scope="row"${align(i)}>${inline(cell)}</th>`
              : `<td${align(i)}>${inline(cell)}</td>`,
          )
          .join('')}</tr>`,
    )
    .join('')}</tbody></table>${more ? `<p class="quiet more">${escaped(more)}</p>` : ''}</div>`;
}

/** Words of ours are escaped; those from outside are cleaned, cut, escaped, and kept from turning the line around them. */
function inline(text: Text): string {
  if (typeof text === 'string') return escaped(text);
  return text
    .map((span) => {
      if (typeof span === 'string') return escaped(span);
      if ('strong' in span) return `<strong>${escaped(span.strong)}</strong>`;
      const html = pieces(span.foreign, span.max)
        .map(({ text: piece, spelled }) =>
          spelled ? `<span class="u">${escaped(piece)}</span>` : escaped(piece),
        )
        .join('');
      return span.code ? `<code dir="auto">${html}</code>` : `<bdi>${html}</bdi>`;
    })
    .join('');
}
