import { Command, CommanderError } from 'commander';
import { packageVersion } from '../host/packageVersion.ts';
import { toAppError } from '../shared/base/errors.ts';
import { exitCodeOf, exitCodes } from './exitCodes.ts';
import { doctorCommand, modelsCommand, understandCommand } from './inspect.ts';
import { restoreCommand } from './restore.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/** The program with its commands; each resolves with its exit code through `finish`. */
function program(terminal: Terminal, finish: (code: number) => void): Command {
  const patina = new Command('patina')
    .description('Restores photos by instruction, on this machine alone. The original is never changed.')
    .version(packageVersion(), '-V, --version', 'which Patina this is')
    .showHelpAfterError('(patina --help tells more)')
    .exitOverride();

  patina
    .command('restore')
    .description('restore photos; without an instruction they are diagnosed first')
    .argument('<IN...>', 'photos: JPEG, PNG, TIFF, WebP, AVIF, GIF')
    .option('-i, --instruction <TEXT>', 'what to do, e.g. "denoise, then brighten a little"')
    .option('-o, --output <FILE>', 'where the result goes; never onto an input (default: photo-restored.jpg beside it)')
    .option('--out-dir <FOLDER>', 'folder for the results')
    .option('--mask <FILE>', 'picture of the same size, white where the steps apply')
    .option('--recipe <FILE|NAME>', 'run a saved recipe, the edit of another photo (photo.jpg.patina), or a preset')
    .option('--save-recipe <FILE>', 'save the steps as a recipe')
    .option('--model <ID>', 'model to use (see patina models)')
    .option('--device <NAME>', 'auto, cpu, webgpu, cuda, tensorrt, directml or coreml')
    .option('--format <FORMAT>', 'jpeg, png, tiff, webp or avif (default: as the input)')
    .option('--quality <N>', '1 to 100 for jpeg, webp and avif')
    .option('--depth <BITS>', '8 or 16 (default: as the input)')
    .option('--strip-location', 'leave out where the photo was taken')
    .option('--leave-below <PERCENT>', 'leave tiles with less of the fault as they are, 0 to 60 (default: restore all)')
    .option('--usual', 'run the preset that was chosen in the editor for photos of the file manager, if any')
    .option('--notify', 'a message of the system at the end, as the file managers ask for')
    .option('--json', 'one JSON object per photo on standard output')
    .action(async (inputs: string[], options: unknown) => finish(await restoreCommand(inputs, options, terminal)));

  patina
    .command('batch')
    .description('restore many photos; what was done is not done again when the same command is given anew')
    .argument('<FOLDER|PATTERN...>', 'folders, patterns in quotes ("scans/*.jpg") or photos')
    .option('-i, --instruction <TEXT>', 'what to do; without it each photo is diagnosed first')
    .option('--recipe <FILE|NAME>', 'run a saved recipe, the edit of another photo (photo.jpg.patina), or a preset')
    .option('--out-dir <FOLDER>', 'folder for the results (default: beside each photo)')
    .option('--subfolders', 'photos in the folders below as well')
    .option('--name <PATTERN>', 'name of a result: {name} is the photo, {n} a number (default: {name}-restored)')
    .option(
      '--existing <WHAT>',
      'a file has the name of a result: number (next free name), keep (it is the result), skip (leave the photo alone)',
    )
    .option('--journal <FILE>', 'what was done (default: patina-batch.jsonl beside the results)')
    .option('--report <FILE>', 'page with every photo before and after (default: patina-batch.html beside the results)')
    .option('--model <ID>', 'model to use (see patina models)')
    .option('--device <NAME>', 'auto, cpu, webgpu, cuda, tensorrt, directml or coreml')
    .option('--format <FORMAT>', 'jpeg, png, tiff, webp or avif (default: as the photo)')
    .option('--quality <N>', '1 to 100 for jpeg, webp and avif')
    .option('--depth <BITS>', '8 or 16 (default: as the photo)')
    .option('--strip-location', 'leave out where the photos were taken')
    .option('--leave-below <PERCENT>', 'leave tiles with less of the fault as they are, 0 to 60 (default: restore all)')
    .option('--json', 'one JSON object per photo on standard output')
    .action(async (places: string[], options: unknown) => {
      const { batchCommand } = await import('./batch.ts');
      finish(await batchCommand(places, options, terminal));
    });

  patina
    .command('diagnose')
    .description('say what is wrong with photos and what could be done, without changing anything')
    .argument('<IN...>', 'photos')
    .option('--json', 'one JSON object per photo')
    .action(async (inputs: string[], options: unknown) => {
      const { diagnoseCommand } = await import('./diagnose.ts');
      finish(await diagnoseCommand(inputs, options, terminal));
    });

  patina
    .command('understand')
    .description('show the plan of an instruction without running it')
    .argument('<TEXT>', 'the instruction')
    .option('--json', 'the plan as JSON')
    .action(async (text: string, options: unknown) => finish(await understandCommand(text, options, terminal)));

  patina
    .command('verify')
    .description('render again and say the largest difference')
    .argument('<RECIPE>', 'a saved recipe, or the edit of the photo (photo.jpg.patina)')
    .argument('<IN>', 'the photo')
    .argument('<OUT>', 'what was made of it')
    .option('--tolerance <N>', 'difference that counts as none, of 255 (default: as the recipe says, else 1)')
    .option('--quality <N>', 'the quality that OUT was written with, for jpeg, webp and avif')
    .option('--model <ID>', 'model to use (see patina models)')
    .option('--device <NAME>', 'auto, cpu, webgpu, cuda, tensorrt, directml or coreml')
    .option('--json', 'the difference as one JSON object')
    .action(async (recipe: string, input: string, output: string, options: unknown) => {
      const { verifyCommand } = await import('./verify.ts');
      finish(await verifyCommand([recipe, input, output], options, terminal));
    });

  patina
    .command('presets')
    .description('recipes that were saved in the editor')
    .option('--json', 'as JSON')
    .action(async (options: unknown) => {
      const { presetsCommand } = await import('./presets.ts');
      finish(await presetsCommand(options, terminal));
    });

  patina
    .command('integrate')
    .description('"Restore with Patina" in the menus of the file managers, for this user')
    .option('--install', 'add it, with an entry for each preset')
    .option('--remove', 'take it away again, and nothing else')
    .option('--status', 'what is installed')
    .option('--json', 'as one JSON object')
    .action(async (options: unknown) => {
      const { integrateCommand } = await import('./integrate.ts');
      finish(await integrateCommand(options, terminal));
    });

  patina
    .command('models')
    .description('installed models: licence, measured quality, checksum state')
    .option('--json', 'one JSON object per model')
    .action(async (options: unknown) => finish(await modelsCommand(options, terminal)));

  patina
    .command('doctor')
    .description('which device runs and why, versions, memory')
    .option('--json', 'as JSON')
    .action(async (options: unknown) => finish(await doctorCommand(options, terminal)));

  patina
    .command('serve')
    .description('the editor in a browser on this computer')
    .argument('[FOLDER|FILE...]', 'photos to open, and folders that the editor may open from; others are uploaded')
    .option('--port <N>', 'port on 127.0.0.1 (default: any that is free)')
    .option('--open', 'open the browser')
    .option('--sample', 'open the sample photo')
    .option('--json', 'address and port as one JSON object')
    .action(async (paths: string[], options: unknown) => {
      // The web server's packages are not loaded for the other commands.
      const { serveCommand } = await import('./serve.ts');
      finish(await serveCommand(paths, options, terminal));
    });

  return patina;
}

/** Runs the command that the process was started with; resolves with its exit code. */
export async function main(): Promise<number> {
  const terminal = processTerminal();
  let code: number = exitCodes.done;
  try {
    await program(terminal, (finished) => {
      code = finished;
    }).parseAsync();
    return code;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const error = toAppError(thrown);
    terminal.say(
      error.code === 'internal' ? `An unexpected fault in Patina: ${error.stack ?? error.message}` : error.message,
    );
    return exitCodeOf(error.code);
  }
}
