import { Button, Card, CardBody, CardTitle, Flex, FlexItem, Label, LabelGroup, Text } from "@patternfly/react-core";
import { Table, Tbody, Td, Th, Thead, Tr } from "@patternfly/react-table";
import { useState } from "react";
import { Link } from "react-router-dom";
import { Dialog } from "../../components/Dialog";
import { RowActions } from "../../components/RowActions";
import { useHost } from "../../host/Host";
import { useMessages } from "../../i18n/useMessages";
import { FirstLoginDialog } from "./FirstLoginDialog";
import { useWho, type Rule } from "./firstLogin";
import { useSettingsChange, type Settings } from "./useSettingsChange";

/** A change of the rule at this place; one behind the last is new. */
type Open = { kind: "edit" | "remove"; at: number };

/** What people are given at their first login. */
export function FirstLogins({ settings, may }: { settings: Settings; may: boolean }) {
  const t = useMessages();
  const host = useHost();
  const who = useWho();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const rules: readonly Rule[] = settings.firstLogin ?? [];
  const remove = useSettingsChange(settings, t("kcw.settings.firstLogin.removedAlert"), close);
  const opened = open && rules[open.at];
  const show = (kind: Open["kind"], at: number) => () => {
    remove.reset();
    setOpen({ kind, at });
  };
  return (
    <Card isFlat data-testid="kcw-first-logins">
      <CardTitle component="h2">{t("kcw.settings.firstLogin")}</CardTitle>
      <CardBody>
        <Flex alignItems={{ default: "alignItemsCenter" }}>
          <FlexItem flex={{ default: "flex_1" }}>
            <Text component="small">{t("kcw.settings.firstLogin.help")}</Text>
          </FlexItem>
          {may && (
            <Button variant="secondary" onClick={show("edit", rules.length)} data-testid="kcw-add-rule">
              {t("kcw.settings.firstLogin.add")}
            </Button>
          )}
        </Flex>
        {rules.length === 0 ? (
          <Text className="pf-v5-u-mt-md" data-testid="kcw-no-rules">
            {t("kcw.settings.firstLogin.none")}
          </Text>
        ) : (
          <Table variant="compact" aria-label={t("kcw.settings.firstLogin")}>
            <Thead>
              <Tr>
                <Th width={40}>{t("kcw.settings.firstLogin.who")}</Th>
                <Th width={25}>{t("kcw.settings.firstLogin.workspace")}</Th>
                <Th>{t("kcw.settings.firstLogin.roles")}</Th>
                {may && <Th screenReaderText={t("kcw.common.actions")} />}
              </Tr>
            </Thead>
            <Tbody>
              {rules.map((rule, at) => (
                <Tr key={at}>
                  <Td dataLabel={t("kcw.settings.firstLogin.who")}>{who(rule)}</Td>
                  <Td dataLabel={t("kcw.settings.firstLogin.workspace")}>
                    <Link to={host.path(`/workspaces/${encodeURIComponent(rule.workspace ?? "")}`)}>{rule.workspace}</Link>
                  </Td>
                  <Td dataLabel={t("kcw.settings.firstLogin.roles")}>
                    <Roles rule={rule} />
                  </Td>
                  {may && (
                    <Td isActionCell>
                      <RowActions
                        name={who(rule)}
                        items={[
                          { title: t("kcw.settings.firstLogin.edit"), onClick: show("edit", at) },
                          { title: t("kcw.settings.firstLogin.remove"), onClick: show("remove", at) },
                        ]}
                      />
                    </Td>
                  )}
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </CardBody>
      {open?.kind === "edit" && <FirstLoginDialog settings={settings} rules={rules} at={open.at} onClose={close} />}
      {open?.kind === "remove" && opened && (
        <Dialog
          title={t("kcw.settings.firstLogin.removeTitle", { who: who(opened) })}
          submit={t("kcw.settings.firstLogin.remove")}
          danger
          busy={remove.isPending}
          error={remove.error}
          onSubmit={() => remove.mutate({ firstLogin: rules.filter((rule) => rule !== opened) })}
          onClose={close}
        >
          <Text>{t("kcw.settings.firstLogin.removeBody")}</Text>
        </Dialog>
      )}
    </Card>
  );
}

function Roles({ rule }: { rule: Rule }) {
  const t = useMessages();
  const who = useWho();
  if (!rule.roles?.length) {
    return (
      <Label isCompact color="orange">
        {t("kcw.settings.firstLogin.noRoles")}
      </Label>
    );
  }
  return (
    <LabelGroup aria-label={t("kcw.settings.firstLogin.rolesOf", { who: who(rule) })} numLabels={6}>
      {rule.roles.map((role) => (
        <Label key={role} isCompact>
          {role}
        </Label>
      ))}
    </LabelGroup>
  );
}
