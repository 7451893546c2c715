import { INKS, type Mark, type Picture } from './document';

/** Text as it stands in HTML and SVG, attributes included. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** A picture as an inline SVG with its title and description. `id` must be unique in the document. */
export function svgOf(picture: Picture, id: string): string {
  const hatches = new Set(
    picture.marks.flatMap((mark) => (mark.mark === 'rect' && mark.hatched ? [mark.ink] : [])),
  );
  const patterns = [...hatches].map(
    (ink) =>
      `<pattern id="${id}-${ink}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><rect width="2" height="5" fill="${INKS[ink]}"/></pattern>`,
  );
  return [
    `<svg role="img" aria-labelledby="${id}-t ${id}-d" viewBox="0 0 ${n(picture.width)} ${n(picture.height)}" width="${n(picture.width)}" height="${n(picture.height)}">`,
    `<title id="${id}-t">${escaped(picture.title)}</title><desc id="${id}-d">${escaped(picture.description)}</desc>`,
    patterns.length > 0 ? `<defs>${patterns.join('')}</defs>` : '',
    ...picture.marks.map((mark) => markOf(mark, id)),
    '</svg>',
  ].join('');
}

function markOf(mark: Mark, id: string): string {
  switch (mark.mark) {
    case 'rect': {
      const fill = mark.hatched ? `url(#${id}-${mark.ink})` : INKS[mark.ink];
      const edge = mark.outline ?? (mark.hatched ? mark.ink : undefined);
      return `<rect x="${n(mark.x)}" y="${n(mark.y)}" width="${n(mark.w)}" height="${n(mark.h)}" fill="${fill}"${edge ? ` stroke="${INKS[edge]}"` : ''}/>`;
    }
    case 'line':
      return `<line x1="${n(mark.x1)}" y1="${n(mark.y1)}" x2="${n(mark.x2)}" y2="${n(mark.y2)}" stroke="${INKS[mark.ink]}"${mark.width ? ` stroke-width="${n(mark.width)}"` : ''}${mark.dashed ? ' stroke-dasharray="3 3"' : ''}/>`;
    case 'dot':
      return `<circle cx="${n(mark.x)}" cy="${n(mark.y)}" r="${n(mark.r)}" ${mark.hollow ? `fill="#fff" stroke="${INKS[mark.ink]}"` : `fill="${INKS[mark.ink]}"`}/>`;
    case 'text':
      return `<text x="${n(mark.x)}" y="${n(mark.y)}" font-size="${n(mark.size ?? 11)}" fill="${INKS[mark.ink ?? 'text']}"${mark.anchor && mark.anchor !== 'start' ? ` text-anchor="${mark.anchor}"` : ''}${mark.bold ? ' font-weight="600"' : ''}>${escaped(mark.text)}</text>`;
    case 'raster': {
      const path = mark.lines
        .flatMap(({ y, runs }) => {
          const parts: string[] = [];
          for (let i = 0; i < runs.length; i += 2)
            parts.push(`M${n(runs[i] as number)} ${n(y + mark.h / 2)}h${n(runs[i + 1] as number)}`);
          return parts;
        })
        .join('');
      return `<path d="${path}" stroke="${INKS[mark.ink]}" stroke-width="${n(mark.h)}" fill="none"/>`;
    }
  }
}

/** A number as short as a picture needs it, the same on every machine. */
function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
