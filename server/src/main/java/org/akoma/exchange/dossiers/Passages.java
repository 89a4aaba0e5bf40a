package org.akoma.exchange.dossiers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Takes out of one record what does not leave: who did what of the staff, codes that lead elsewhere, and each text that holds a watched word. Of such a text nothing
 * leaves, not the sentence alone: the next one may go on without the word.
 */
final class Passages {

    /** In the place of a text. */
    static final String MARK = "withheld";

    /** Who did it (also each field that ends in "By") and which row it is mean nothing elsewhere; a partner is somebody else. */
    private static final Set<String> LEFT_OUT =
            Set.of("id", "version", "by", "author", "responsible", "partner", "provider", "goal");

    /** Numbers of the child's own papers are kept as they are. */
    private static final Set<String> OWN_NUMBERS = Set.of("documents", "phone", "code", "row");

    private static final Set<String> NAMES = Set.of("givenNames", "familyName", "otherNames", "alias", "name");

    /** Chosen from lists. */
    private static final Set<String> CODES =
            Set.of("code", "kind", "type", "state", "status", "purpose", "point", "fact", "answer");

    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,60}");

    /** The day of an item, by the first of these that it has. */
    private static final List<String> DAYS =
            List.of("doneOn", "on", "at", "raisedAt", "startsOn", "since", "fromOn", "plannedOn");

    private static final int DAY = 10;

    private final String own;
    private final WatchedWords words;
    private final List<Dossier.LeftOut> leftOut = new ArrayList<>();

    /** @param own code of the child's own file, which stays */
    Passages(String own, WatchedWords words) {
        this.own = own;
        this.words = words;
    }

    /** What was left out until now. */
    List<Dossier.LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }

    /** Without what is left out, empty values and references. @param part its name in the record */
    JsonNode clean(String part, JsonNode node) {
        return clean(node, part, part, null);
    }

    private JsonNode clean(JsonNode node, String part, String field, @Nullable String on) {
        if (node instanceof ObjectNode object) return cleanObject(object, part, on);
        if (node instanceof ArrayNode array) {
            ArrayNode left = JsonNodeFactory.instance.arrayNode();
            array.forEach(one -> left.add(clean(one, part, field, on)));
            return left;
        }
        return node.isString() ? text(node.asString(), part, field, on) : node;
    }

    private JsonNode cleanObject(ObjectNode object, String part, @Nullable String outer) {
        String on = day(object, outer);
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> one : new ArrayList<>(object.properties()))
            if (!LEFT_OUT.contains(one.getKey())
                    && !one.getKey().endsWith("By")
                    && !one.getValue().isNull()) left.set(one.getKey(), clean(one.getValue(), part, one.getKey(), on));
        return left;
    }

    private static @Nullable String day(ObjectNode object, @Nullable String outer) {
        return DAYS.stream()
                .map(name -> object.path(name).asString(""))
                .filter(day -> day.length() >= DAY)
                .map(day -> day.substring(0, DAY))
                .findFirst()
                .orElse(outer);
    }

    private JsonNode text(String text, String part, String field, @Nullable String on) {
        if (CODES.contains(field) && CODE.matcher(text).matches()) return StringNode.valueOf(text);
        String word = word(field, text).orElse(null);
        if (word != null) {
            leftOut.add(new Dossier.LeftOut(part, field, on, text, word));
            return JsonNodeFactory.instance.objectNode().put(MARK, true);
        }
        return StringNode.valueOf(
                OWN_NUMBERS.contains(field) ? PoliceWords.without(text) : PoliceWords.withoutFiles(text, own));
    }

    private Optional<String> word(String field, String text) {
        if (NAMES.contains(field)) return words.inName(text);
        return PoliceWords.first(text).or(() -> words.in(text));
    }
}
