/** The start of the program on Linux: a script in place of the binary, which is called `patina.bin` beside it. */

/** Chapter of the troubleshooting guide that the script points to. */
const page = 'docs/troubleshooting.md, “Patina does not start on Linux”';

/**
 * Chromium's sandbox needs user namespaces, or its helper owned by root and set-user-id (the deb package sees to that).
 * Where neither is there, Chromium would abort with a line of C++: this says what to do, in the terminal and in a window.
 * The sandbox is never switched off: where it
 * cannot be had, the `--no-sandbox` that an AppImage adds by itself never reaches the program.
 */
export const launcherScript = `#!/bin/sh
here=$(dirname -- "$(readlink -f -- "$0")")

can_sandbox() {
  if [ -u "$here/chrome-sandbox" ] && [ "$(stat -c %u -- "$here/chrome-sandbox")" = 0 ]; then return 0; fi
  unshare --user --map-root-user true 2>/dev/null
}

if ! can_sandbox; then
  text="Patina cannot start: this system lets no ordinary program open a sandbox, and Patina does not run without one.
Install the .deb package, which brings what is needed, or allow it for this copy:
  sudo chown root:root '$here/chrome-sandbox' && sudo chmod 4755 '$here/chrome-sandbox'
An AppImage cannot be given this right: install the .deb package, or allow user namespaces for all programs:
  sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0
See ${page}."
  printf '%s\\n' "$text" >&2
  if [ ! -t 2 ] && [ -n "$DISPLAY$WAYLAND_DISPLAY" ]; then
    LD_LIBRARY_PATH=
    export LD_LIBRARY_PATH
    zenity --error --no-markup --text "$text" 2>/dev/null || kdialog --error "$text" 2>/dev/null || xmessage -center "$text" 2>/dev/null
  fi
  exit 1
fi
exec "$here/patina.bin" "$@"
`;

/** What the deb package does once its files are there: a link on the path, and the sandbox's helper made one. */
export const afterInstall = `#!/bin/sh
set -e
chown root:root '/opt/Patina/chrome-sandbox'
chmod 4755 '/opt/Patina/chrome-sandbox'
ln -sf '/opt/Patina/patina' '/usr/bin/patina-editor'
if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
`;

/** Takes away what \`afterInstall\` made. */
export const afterRemove = `#!/bin/sh
set -e
if [ "$1" = remove ] || [ "$1" = purge ]; then rm -f '/usr/bin/patina-editor'; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database -q /usr/share/applications || true; fi
`;
