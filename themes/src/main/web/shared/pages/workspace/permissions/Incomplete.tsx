import { Alert, Button, List, ListItem } from "@patternfly/react-core";
import type { components } from "../../../api/schema";
import { useMessages } from "../../../i18n/useMessages";

type IncompleteResource = components["schemas"]["IncompleteResource"];

interface IncompleteProps {
  incomplete: readonly IncompleteResource[];
  editable: boolean;
  onShow: (resource: IncompleteResource) => void;
  onGrant: (resource: IncompleteResource) => void;
}

const MOST = 20;
const MOST_NAMES = 5;

/** What the role can use, but not as a whole (P4), with a jump to what is missing. */
export function Incomplete({ incomplete, editable, onShow, onGrant }: IncompleteProps) {
  const t = useMessages();
  if (incomplete.length === 0) return null;
  return (
    <Alert isInline isExpandable variant="warning" className="pf-v5-u-mb-md" title={t("kcw.permissions.incomplete", { count: incomplete.length })} toggleAriaLabel={t("kcw.permissions.incompleteMore")} data-testid="kcw-incomplete">
      <List isPlain>
        {incomplete.slice(0, MOST).map((one) => (
          <ListItem key={one.id} data-testid={`kcw-incomplete-${one.id}`}>
            {t("kcw.permissions.lacks", {
              name: one.name,
              missing: one.missing.slice(0, MOST_NAMES).map((missing) => missing.name).join(", ") + (one.missing.length > MOST_NAMES ? " …" : ""),
            })}{" "}
            <Button variant="link" isInline onClick={() => onShow(one)} aria-label={t("kcw.permissions.showMissingOf", { name: one.name })} data-testid={`kcw-show-missing-${one.id}`}>
              {t("kcw.permissions.showMissing", { count: one.missing.length })}
            </Button>{" "}
            {editable && (
              <Button variant="link" isInline onClick={() => onGrant(one)} aria-label={t("kcw.permissions.grantMissingOf", { name: one.name })} data-testid={`kcw-grant-missing-${one.id}`}>
                {t("kcw.permissions.grantMissing")}
              </Button>
            )}
          </ListItem>
        ))}
      </List>
      {incomplete.length > MOST && "…"}
    </Alert>
  );
}
