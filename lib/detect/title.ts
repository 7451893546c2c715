import { key64 } from '@/lib/model/hash';

const FIRST =
  `Amber Ashen Brass Bronze Cedar Chalk Cloud Cobalt Copper Coral Distant Drifting Dusky Eastern Ember Fallow Flint Frosted Glass
Golden Granite Gravel Grey Hazel Hidden Hollow Iron Ivory Jade Lantern Leaden Linen Low Maple Marble Misty Mossy Narrow North Oak Ochre Olive
Opal Pale Paper Pewter Plain Quiet Quartz Reed Rust Saffron Salt Sandy Silent Silver Slate Small Southern Spruce Steel Still Sunken Tall Tin
Umber Velvet Violet Walnut Western Willow Winter Woven`.split(/\s+/);
const SECOND =
  `Anvil Avocet Beacon Bittern Bobbin Bunting Causeway Chisel Cipher Curlew Dipper Dovecote Dunlin Egret Falcon Ferry Finch Flagon
Gannet Gate Godwit Grebe Harbour Harrier Heron Hinge Ibis Jackdaw Kestrel Kiln Ladle Lapwing Ledger Linnet Loom Magpie Martin Merlin Mortar
Nightjar Orchard Osprey Otter Oriole Petrel Pipit Plover Puffin Quail Raven Redstart Rudder Sandpiper Sextant Shrike Siskin Skylark Snipe
Sparrow Starling Stork Swift Teal Tern Thistle Thrush Turnstone Wagtail Warbler Wheatear Wicket Wren`.split(
    /\s+/,
  );

/** An invented two-word code name for a campaign, always the same for the same id unless another campaign has it already. */
export function titleOf(id: string, taken: ReadonlySet<string>): string {
  const pairs = FIRST.length * SECOND.length;
  const start = Number(BigInt.asUintN(32, key64(`title\0${id}`))) % pairs;
  // A stride without a common divisor with the number of pairs visits every pair once.
  for (let i = 0; i < pairs; i++) {
    const at = (start + i * 1009) % pairs;
    const title = `${FIRST[at % FIRST.length]} ${SECOND[Math.floor(at / FIRST.length)]}`;
    if (!taken.has(title)) return title;
  }
  return `${FIRST[start % FIRST.length]} ${SECOND[Math.floor(start / FIRST.length)]} ${id}`;
}
