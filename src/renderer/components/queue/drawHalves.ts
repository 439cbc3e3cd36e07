/** Draws small pictures that came as WebP in base64. */

/** The picture filling the canvas; where there is a second one, it stands in the right half beside a thin line. */
export async function drawHalves(canvas: HTMLCanvasElement, left: string | null, right: string | null): Promise<void> {
  const context = canvas.getContext('2d');
  const [one, two] = await Promise.all([decode(left), decode(right)]);
  if (context === null) return;
  const { width, height } = canvas;
  context.clearRect(0, 0, width, height);
  if (one !== null) drawCovering(context, one, 0, width);
  if (two !== null) {
    const middle = one === null ? 0 : Math.round(width / 2);
    drawCovering(context, two, middle, width);
    if (one !== null) {
      context.fillStyle = '#fff';
      context.fillRect(middle, 0, Math.max(1, Math.round(devicePixelRatio)), height);
    }
  }
  canvas.dataset['drawn'] = two === null ? 'before' : 'both';
}

/** The middle of the picture so that it fills the canvas, from `from` on. */
function drawCovering(context: CanvasRenderingContext2D, picture: ImageBitmap, from: number, to: number): void {
  const { width, height } = context.canvas;
  const scale = Math.max(width / picture.width, height / picture.height);
  const [wide, high] = [picture.width * scale, picture.height * scale];
  context.save();
  context.beginPath();
  context.rect(from, 0, to - from, height);
  context.clip();
  context.drawImage(picture, (width - wide) / 2, (height - high) / 2, wide, high);
  context.restore();
  picture.close();
}

async function decode(base64: string | null): Promise<ImageBitmap | null> {
  if (base64 === null) return null;
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.codePointAt(0) ?? 0);
  return createImageBitmap(new Blob([bytes], { type: 'image/webp' }));
}
