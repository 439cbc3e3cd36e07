import { join } from 'node:path';
import { markupText } from '../../shared/base/markup.ts';
import type { OwnFile } from './ownFile.ts';
import { shellWord } from './quoting.ts';
import type { Verb } from './verbs.ts';

/**
 * A Quick Action of Finder for each verb: a workflow of one shell script that is given the selected photos.
 * @param services `~/Library/Services`
 */
export function macFiles(verbs: readonly Verb[], command: readonly string[], services: string): OwnFile[] {
  return verbs.flatMap((verb) => {
    const contents = join(services, `${verb.names.en.replace(/[/:\p{Cc}]/gu, '_')}.workflow`, 'Contents');
    return [
      { path: join(contents, 'Info.plist'), content: infoList(verb), executable: false },
      { path: join(contents, 'document.wflow'), content: workflow(verb, command), executable: false },
    ];
  });
}

function infoList({ names }: Verb): string {
  return propertyList(`<dict>
	<key>NSServices</key>
	<array>
		<dict>
			<key>NSMenuItem</key>
			<dict>
				<key>default</key>
				<string>${markupText(names.en)}</string>
			</dict>
			<key>NSMessage</key>
			<string>runWorkflowAsService</string>
			<key>NSRequiredContext</key>
			<dict>
				<key>NSApplicationIdentifier</key>
				<string>com.apple.finder</string>
			</dict>
			<key>NSSendFileTypes</key>
			<array>
				<string>public.image</string>
			</array>
		</dict>
	</array>
</dict>`);
}

function workflow({ args }: Verb, command: readonly string[]): string {
  const script = `exec ${[...command, ...args].map(shellWord).join(' ')} "$@"`;
  return propertyList(`<dict>
	<key>AMApplicationVersion</key>
	<string>2.10</string>
	<key>AMDocumentVersion</key>
	<string>2</string>
	<key>actions</key>
	<array>
		<dict>
			<key>action</key>
			<dict>
				<key>ActionBundlePath</key>
				<string>/System/Library/Automator/Run Shell Script.action</string>
				<key>ActionName</key>
				<string>Run Shell Script</string>
				<key>ActionParameters</key>
				<dict>
					<key>COMMAND_STRING</key>
					<string>${markupText(script)}</string>
					<key>inputMethod</key>
					<integer>1</integer>
					<key>shell</key>
					<string>/bin/sh</string>
				</dict>
				<key>BundleIdentifier</key>
				<string>com.apple.RunShellScript</string>
			</dict>
		</dict>
	</array>
	<key>workflowMetaData</key>
	<dict>
		<key>serviceInputTypeIdentifier</key>
		<string>com.apple.Automator.fileSystemObject.image</string>
		<key>serviceApplicationBundleID</key>
		<string>com.apple.finder</string>
		<key>workflowTypeIdentifier</key>
		<string>com.apple.Automator.servicesMenu</string>
	</dict>
</dict>`);
}

function propertyList(dictionary: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
${dictionary}
</plist>
`;
}
