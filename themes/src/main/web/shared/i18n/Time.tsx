import { Timestamp } from "@patternfly/react-core";
import { useLanguage } from "./useMessages";

/** A moment in the viewer's zone and language. Epoch milliseconds; nothing for 0. */
export function Time({ at }: { at: number }) {
  const language = useLanguage();
  if (at === 0) return null;
  return <Timestamp date={new Date(at)} locale={language} dateFormat="medium" timeFormat="short" />;
}
