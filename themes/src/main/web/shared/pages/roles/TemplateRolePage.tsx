import { useParams } from "react-router-dom";
import { Loaded } from "../../components/Loaded";
import { useRole } from "./calls";
import { RoleFrame } from "./RoleFrame";
import { TypeGrants } from "./TypeGrants";

/** A template of the realm, and what it grants. */
export default function TemplateRolePage() {
  const { role = "" } = useParams();
  const query = useRole(undefined, role);
  return (
    <Loaded query={query}>
      {(found) => {
        const writes = found.may?.includes("templates-write") ?? false;
        return (
          <RoleFrame ws={undefined} role={found} writes={writes}>
            <TypeGrants role={found} writes={writes} />
          </RoleFrame>
        );
      }}
    </Loaded>
  );
}
