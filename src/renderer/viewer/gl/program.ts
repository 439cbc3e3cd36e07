/** Compiles and links a pair of shaders and finds their uniforms. */
import { invariant } from '../../../shared/base/assert.ts';

/** A linked program; `uniform` answers null for a name the compiler dropped, which WebGL takes as "ignore". */
export interface Program {
  use(): void;
  uniform(name: string): WebGLUniformLocation | null;
  dispose(): void;
}

/** Throws with the compiler's log where a shader is wrong; a lost context throws too. */
export function createProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): Program {
  const program = gl.createProgram();
  const shaders = [compile(gl, gl.VERTEX_SHADER, vertex), compile(gl, gl.FRAGMENT_SHADER, fragment)];
  for (const shader of shaders) gl.attachShader(program, shader);
  gl.linkProgram(program);
  for (const shader of shaders) gl.deleteShader(shader);
  const linked = gl.getProgramParameter(program, gl.LINK_STATUS) === true;
  invariant(linked, `the viewer's shaders fit together: ${gl.getProgramInfoLog(program) ?? 'no log'}`);

  const locations = new Map<string, WebGLUniformLocation | null>();
  return {
    use: () => gl.useProgram(program),
    uniform: (name) => {
      const known = locations.get(name);
      if (known !== undefined) return known;
      const location = gl.getUniformLocation(program, name);
      locations.set(name, location);
      return location;
    },
    dispose: () => gl.deleteProgram(program),
  };
}

function compile(gl: WebGL2RenderingContext, type: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(type);
  invariant(shader !== null, 'a living WebGL context makes shaders');
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  const compiled = gl.getShaderParameter(shader, gl.COMPILE_STATUS) === true;
  invariant(compiled, `the viewer's shaders compile: ${gl.getShaderInfoLog(shader) ?? 'no log'}`);
  return shader;
}
