import { Form, Text, TextContent } from "@patternfly/react-core";
import { useParams } from "react-router-dom";
import { Loaded } from "../../../components/Loaded";
import { useListQuery } from "../../../components/useListQuery";
import { useMessages } from "../../../i18n/useMessages";
import { useResourceTypes } from "../../resource-types/types";
import { QuestionFields, useNamedResource } from "./QuestionFields";
import { QuestionsPage } from "./QuestionsPage";
import { WhoCanDo } from "./WhoCanDo";

/** Who can do what with a resource of a workspace. */
export default function WhoCanPage() {
  const t = useMessages();
  const { ws = "" } = useParams();
  const list = useListQuery();
  const types = useResourceTypes();
  const id = list.filter("resource");
  const resource = useNamedResource(ws, id);
  const action = list.filter("action");
  return (
    <QuestionsPage ws={ws} active="who-can">
      <TextContent className="pf-v5-u-mb-md">
        <Text component="p">{t("kcw.effective.whoCanBody")}</Text>
      </TextContent>
      <Loaded query={types}>
        {(known) => (
          <>
            <Form className="pf-v5-u-mb-lg" onSubmit={(event) => event.preventDefault()}>
              <QuestionFields ws={ws} list={list} types={known} resource={id ? resource.data : undefined} actionRequired={false} />
            </Form>
            {id && <Loaded query={resource}>{(found) => <WhoCanDo ws={ws} resource={found} action={action} types={known} />}</Loaded>}
          </>
        )}
      </Loaded>
    </QuestionsPage>
  );
}
