/** Four short shaders: a rectangle on the screen; a tile; a stroke into the mask; the mask over the picture. */
import { board } from '../drawer.ts';

/** A rectangle in device pixels from the top left, without any vertex buffer. */
export const rectangleVertex = `#version 300 es
uniform vec4 target;  // left, top, width, height in device pixels
uniform vec4 source;  // the same in texels
uniform vec2 screen;
out vec2 texel;
out vec2 pixel;
void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  texel = source.xy + corner * source.zw;
  pixel = target.xy + corner * target.zw;
  vec2 clip = pixel / screen * 2.0 - 1.0;
  gl_Position = vec4(clip.x, -clip.y, 0.0, 1.0);
}`;

// Crisp: inside a texel its own colour, at the seam between two a blend one device pixel wide. At whole zoom factors
// this is exactly the nearest texel; at others squares stay evenly wide. (Bilinear taps at texel centres are exact.)
const sampling = `
uniform sampler2D image;
uniform vec2 texelSize;  // device pixels per texel where crisp, else 0
vec4 sampleImage(vec2 at) {
  vec2 size = vec2(textureSize(image, 0));
  if (texelSize.x > 0.0) {
    vec2 seam = floor(at + 0.5);
    at = seam + clamp((at - seam) * texelSize, -0.5, 0.5);
  }
  return texture(image, clamp(at, vec2(0.5), size - 0.5) / size);
}
uniform vec3 circle;  // centre and radius in device pixels; radius 0: none
void cutCircle(vec2 at) {
  if (circle.z > 0.0 && distance(at, circle.xy) > circle.z) discard;
}`;

/** A tile's pixels, over a grey board where they are transparent. */
export const tileFragment = `#version 300 es
precision highp float;
in vec2 texel;
in vec2 pixel;
out vec4 colour;
${sampling}
void main() {
  cutCircle(pixel);
  vec4 own = sampleImage(texel);
  vec2 square = floor(pixel / ${board.side}.0);
  float grey = mod(square.x + square.y, 2.0) < 0.5 ? ${board.light}.0 / 255.0 : ${board.dark}.0 / 255.0;
  colour = vec4(mix(vec3(grey), own.rgb, own.a), 1.0);
}`;

/** Coverage into the mask buffer; with the blend (1, 1 - alpha) paint covers what is left and erase takes its share. */
export const coverageFragment = `#version 300 es
precision highp float;
in vec2 texel;
in vec2 pixel;
out vec4 colour;
uniform float paints;  // 1 paint, 0 erase
${sampling}
void main() {
  cutCircle(pixel);
  float share = sampleImage(texel).r;
  colour = vec4(share * paints, 0.0, 0.0, share);
}`;

/** The mask buffer over the picture: as a tint, or as the grey mask itself. */
export const maskFragment = `#version 300 es
precision highp float;
in vec2 texel;
in vec2 pixel;
out vec4 colour;
uniform sampler2D image;
uniform vec4 tint;  // red, green, blue, opacity; below 0: the mask itself; above 1: plain colour
uniform vec3 circle;
void main() {
  if (circle.z > 0.0 && distance(pixel, circle.xy) > circle.z) discard;
  if (tint.a > 1.0) {
    colour = vec4(tint.rgb, 1.0);
    return;
  }
  float share = texelFetch(image, ivec2(texel), 0).r;
  colour = tint.a < 0.0 ? vec4(vec3(share), 1.0) : vec4(tint.rgb, 1.0) * (share * tint.a);
}`;
