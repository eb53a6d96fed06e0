package io.github.kcworkspaces.importing;

import io.github.kcworkspaces.decision.Catalogue;
import io.github.kcworkspaces.decision.TypeDefinition;
import io.github.kcworkspaces.importing.Inventory.Item;
import io.github.kcworkspaces.problem.Problem;
import io.github.kcworkspaces.problem.ProblemCode;
import io.github.kcworkspaces.problem.Violation;
import io.github.kcworkspaces.resource.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be imported. Everything that is refused is named by its JSON pointer. */
public final class ImportRules {

    /** How many resources one import describes at most. */
    public static final int MOST_RESOURCES = 20_000;

    private ImportRules() {}

    /** Where there are so many already, the rest is not even read. */
    public static void notTooMany(int resources) {
        if (resources > MOST_RESOURCES) {
            throw new Problem(ProblemCode.TOO_LARGE, "an import can have " + MOST_RESOURCES + " resources");
        }
    }

    static void keyIsUnique(@Nullable Item other, Item item) {
        if (other != null) {
            throw invalid(item.pointer(), "has the id of " + other.pointer());
        }
    }

    /** The realm has the types of a catalogue for the format, with the connector above the others. */
    static void typesAreThere(Catalogue catalogue, Set<String> wanted) {
        for (String key : wanted) {
            TypeDefinition type = catalogue.type(key);
            if (type == null) {
                throw new Problem(
                        ProblemCode.UNKNOWN_RESOURCE_TYPE,
                        "the realm has no resource type '" + key + "'; import a catalogue that has it first");
            }
            String parent = key.equals(Inventory.CONNECTOR) ? null : Inventory.CONNECTOR;
            if (parent != null && !parent.equals(type.parentType())) {
                throw new Problem(
                        ProblemCode.INVALID_PARENT,
                        "the resource type '" + key + "' must have the parent type '" + parent + "'");
            }
        }
    }

    static void kindIsKnown(Inventory.Connector connector, Set<String> kinds) {
        String kind = connector.kind();
        if (kind != null && !kinds.isEmpty() && !kinds.contains(kind)) {
            throw invalid(connector.pointer() + "/kind", "must be one of " + String.join(", ", kinds));
        }
    }

    /** P2: an id is one resource's. One of another connector is not taken from it. */
    static void belongsToNoOther(Resource resource, Item item) {
        if (resource.parent() != null) {
            String message = "is the id of a " + resource.type() + " of another connector: '" + resource.externalId()
                    + "'; give this connector a prefix";
            throw new Problem(
                    ProblemCode.EXTERNAL_ID_TAKEN,
                    item.pointer() + " " + message,
                    List.of(new Violation(item.pointer(), message)),
                    Map.of());
        }
    }

    /** What is renamed has vanished from the files, and what it is renamed to is in them and not registered yet. */
    static void renameIsKnown(String rename, Set<?> found) {
        if (found.isEmpty()) {
            throw invalid(
                    "rename",
                    "'" + rename
                            + "' must be old:new: the id of a resource of the connector that the files have no longer,"
                            + " and one that the files have for the same type and that is not registered yet");
        }
    }

    static void renameIsUnambiguous(String rename, Set<?> found) {
        if (found.size() > 1) {
            throw invalid(
                    "rename",
                    "'" + rename + "' can mean several; put the type before it: "
                            + String.join(
                                    " or ",
                                    found.stream()
                                            .map(Object::toString)
                                            .sorted()
                                            .toList()));
        }
    }

    /** P2: what is renamed takes no id of a resource beside the connector. */
    static Problem newIdTaken(Resource other, Item item) {
        return new Problem(
                ProblemCode.EXTERNAL_ID_TAKEN,
                item.pointer() + " is the id of another " + other.type() + ": '" + other.externalId() + "'",
                List.of(new Violation(item.pointer(), "is the id of another " + other.type())),
                Map.of());
    }

    private static Problem invalid(String pointer, String message) {
        return new Problem(
                ProblemCode.INVALID_REQUEST,
                pointer + " " + message,
                List.of(new Violation(pointer, message)),
                Map.of());
    }
}
