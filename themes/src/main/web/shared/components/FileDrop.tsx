import { MultipleFileUpload, MultipleFileUploadMain } from "@patternfly/react-core";
import { UploadIcon } from "@patternfly/react-icons";
import { useMessages } from "../i18n/useMessages";

export interface DroppedFile {
  readonly name: string;
  readonly text: string;
}

interface FilePlaceProps {
  /** What kind of files is taken, for the user. */
  info: string;
  /** By media type, with the endings of names. */
  accept: Record<string, string[]>;
  onFiles: (files: File[]) => void;
  /** Names of files that are none of these, or too large. */
  onRefused?: (names: string[]) => void;
  /** Whether it takes one file only. */
  single?: boolean;
  /** In bytes. */
  maxSize?: number;
}

interface FileDropProps extends Omit<FilePlaceProps, "onFiles"> {
  onFiles: (files: DroppedFile[]) => void;
}

/** Takes text files that are dropped on it or chosen. */
export function FileDrop({ onFiles, ...place }: FileDropProps) {
  return (
    <FilePlace
      {...place}
      onFiles={(files) =>
        void Promise.all(files.map(async (file) => ({ name: file.name, text: await textOf(file) }))).then(onFiles)
      }
    />
  );
}

/** Takes files that are dropped on it or chosen, as they are. */
export function FilePlace({ info, accept, onFiles, onRefused, single, maxSize }: FilePlaceProps) {
  const t = useMessages();
  return (
    <div data-testid="kcw-drop">
      <MultipleFileUpload
        isHorizontal
        dropzoneProps={{
          accept,
          maxSize,
          multiple: !single,
          onDropRejected: (refused) => onRefused?.(refused.map((one) => one.file.name)),
        }}
        onFileDrop={(_event, files) => {
          if (files.length > 0) onFiles(files);
        }}
      >
        <MultipleFileUploadMain
          titleIcon={<UploadIcon />}
          titleText={t("kcw.common.dropFiles")}
          titleTextSeparator={t("kcw.common.or")}
          infoText={info}
          browseButtonText={t("kcw.common.chooseFiles")}
        />
      </MultipleFileUpload>
    </div>
  );
}

function textOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsText(file);
  });
}
