import { ActionGroup, Alert, Button, Form, Text, TextContent } from "@patternfly/react-core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useParams } from "react-router-dom";
import { content, page, useApi } from "../../../api/client";
import { Loaded } from "../../../components/Loaded";
import { ProblemAlert } from "../../../components/ProblemAlert";
import { Picker, type Choice } from "../../../components/Picker";
import { useListQuery } from "../../../components/useListQuery";
import { useHost } from "../../../host/Host";
import { useMessages } from "../../../i18n/useMessages";
import { memberChoices } from "../../roles/calls";
import { useResourceTypes } from "../../resource-types/types";
import { Behind } from "./PermissionsTable";
import { QuestionFields, useNamedResource, type Resource } from "./QuestionFields";
import { QuestionsPage } from "./QuestionsPage";

const REASONS = [
  "UNKNOWN_SUBJECT",
  "UNKNOWN_WORKSPACE",
  "REALM_DISABLED",
  "WORKSPACE_DISABLED",
  "SUBJECT_DISABLED",
  "UNKNOWN_TYPE",
  "UNKNOWN_ACTION",
  "MEMBER_SUSPENDED",
  "NOT_A_MEMBER",
  "UNKNOWN_RESOURCE",
  "FOREIGN_RESOURCE",
  "HOME_DISABLED",
  "NOT_SHAREABLE",
  "RESOURCE_INACTIVE",
  "WITHHELD",
  "ACCOUNT_ADMIN",
  "NO_GRANT",
  "CONDITION_NOT_MET",
  "PARENT_NOT_GRANTED",
  "GRANTED",
  "SHARED",
] as const;

/** Asks whether a user may do something with a resource, and explains the answer. */
export default function DecisionPage() {
  const t = useMessages();
  const { ws = "" } = useParams();
  const host = useHost();
  const api = useApi();
  const list = useListQuery();
  const types = useResourceTypes();
  const resource = useNamedResource(ws, list.filter("resource"));
  const [picked, setPicked] = useState<Choice>();
  const user = list.filter("user");
  const named = useQuery({
    queryKey: ["members", host.realm, ws, "one", user],
    queryFn: () => content(api.GET("/workspaces/{ws}/members/{userId}", { params: { path: { ws, userId: user } } })),
    enabled: user !== "" && picked?.id !== user,
  });
  const subject = !user ? undefined : picked?.id === user ? picked : { id: user, text: named.data?.user.username ?? user };
  const chosen = list.filter("resource") ? resource.data : undefined;
  const action = list.filter("action");
  const asked = subject && chosen && action ? { subject, resource: chosen, action } : undefined;
  return (
    <QuestionsPage ws={ws} active="decision">
      <TextContent className="pf-v5-u-mb-md">
        <Text component="p">{t("kcw.effective.explainBody")}</Text>
      </TextContent>
      <Loaded query={types}>
        {(known) => (
          <>
            <Form onSubmit={(event) => event.preventDefault()}>
              <Picker
                name="user"
                label={t("kcw.effective.user")}
                required
                chosen={subject ? [subject] : []}
                onChange={(users) => {
                  setPicked(users[0]);
                  list.change({ user: users[0]?.id ?? "" });
                }}
                queryKey={["members", host.realm, ws]}
                find={memberChoices(api, ws)}
                single
                folded
              />
              <QuestionFields ws={ws} list={list} types={known} resource={chosen} actionRequired />
              <Explanation key={asked ? `${asked.subject.id} ${asked.resource.id} ${asked.action}` : ""} ws={ws} asked={asked} />
            </Form>
          </>
        )}
      </Loaded>
    </QuestionsPage>
  );
}

interface Asked {
  readonly subject: Choice;
  readonly resource: Resource;
  readonly action: string;
}

function Explanation({ ws, asked }: { ws: string; asked: Asked | undefined }) {
  const t = useMessages();
  const host = useHost();
  const api = useApi();
  const [wanted, setWanted] = useState(false);
  const query = useQuery({
    queryKey: ["permissions", host.realm, ws, "decision", asked?.subject.id, asked?.resource.id, asked?.action],
    queryFn: () => explain(asked as Asked),
    enabled: wanted && asked !== undefined,
  });
  const explain = async ({ subject, resource, action }: Asked) => {
    const answer = await content(
      api.POST("/workspaces/{ws}/access/v1/evaluation", {
        params: { path: { ws } },
        body: {
          subject: { type: "user", id: subject.id },
          action: { name: action },
          resource: { type: resource.type, id: resource.externalId },
          options: { explain: true },
        },
      }),
    );
    const reason = REASONS.find((one) => one === answer.context?.reason);
    const byWhat =
      reason === "GRANTED" || reason === "SHARED"
        ? (
            await page(
              api.GET("/workspaces/{ws}/resources/{id}/access", {
                params: { path: { ws, id: resource.id }, query: { action, search: subject.text, max: 100 } },
              }),
            )
          ).items.find((one) => one.user.id === subject.id)
        : undefined;
    return { allowed: answer.decision, reason, byWhat };
  };
  const answer = query.data;
  return (
    <>
      <ActionGroup>
        <Button
          variant="primary"
          type="submit"
          isDisabled={!asked}
          isLoading={query.isFetching}
          onClick={() => (wanted ? void query.refetch() : setWanted(true))}
          data-testid="kcw-ask"
        >
          {t("kcw.effective.ask")}
        </Button>
      </ActionGroup>
      <ProblemAlert error={query.error} />
      {answer && asked && (
        <Alert
          isInline
          isLiveRegion
          variant={answer.allowed ? "success" : "danger"}
          title={t(answer.allowed ? "kcw.effective.yes" : "kcw.effective.no", { name: asked.subject.text })}
          data-testid="kcw-decision"
          data-reason={answer.reason}
        >
          <p>{answer.reason && t(`kcw.effective.reason.${answer.reason}`)}</p>
          {answer.byWhat && <Behind ws={ws} via={answer.byWhat.via} shared={answer.byWhat.shared} />}
        </Alert>
      )}
    </>
  );
}
