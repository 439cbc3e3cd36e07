/** A button that has the browser choose photos of this computer. */
import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './Button.tsx';

const accepted = 'image/jpeg,image/png,image/tiff,image/webp,image/avif,image/gif,.tif,.tiff';

export function UploadButton({ label, onFiles }: { label: string; onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        hidden
        type="file"
        accept={accepted}
        multiple
        onChange={(event) => onFiles([...(event.target.files ?? [])])}
      />
      <Button icon={Upload} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
