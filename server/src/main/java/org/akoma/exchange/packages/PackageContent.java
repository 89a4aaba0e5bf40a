package org.akoma.exchange.packages;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.akoma.exchange.htcds.OneChild;
import org.akoma.ground.access.Actor;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Included;
import org.akoma.protection.handover.Handovers;
import org.akoma.protection.identity.IdentityForm;
import org.akoma.protection.overview.Extract;
import org.akoma.protection.overview.Extracts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * What a package holds of a child: as who asked for it sees the file now, and not more than the hand-over gives. Never the slip, the operation or another
 * reference of the police, no accounts of the staff, and nobody else's record.
 */
@Component
class PackageContent {

    static final String RECORD = "json";
    static final String TABLE = "csv";
    static final String PAPER = "pdf";

    /** A record, a table and a paper. */
    static final int MEMBERS_OF_A_CHILD = 3;

    static final String SCHEMA = "akoma-child/1";

    static final String CHECKLIST = "checklist";

    static final Set<String> PARTS = Set.of("notes", "plans", "services", "visits");

    /** Who did it (also each field that ends in "By") and which row it is mean nothing elsewhere; a partner is somebody else. */
    private static final Set<String> LEFT_OUT =
            Set.of("id", "version", "by", "author", "responsible", "partner", "provider", "goal");

    /** Numbers of the child's own papers are kept as they are. */
    private static final Set<String> OWN_NUMBERS = Set.of("documents", "phone", "code");

    private final Extracts extracts;
    private final OneChild table;
    private final PackagePaper paper;
    private final List<Included<?>> parts;
    private final Handovers handovers;
    private final JsonMapper json;

    PackageContent(
            Extracts extracts,
            OneChild table,
            PackagePaper paper,
            List<Included<?>> parts,
            Handovers handovers,
            JsonMapper json) {
        this.handovers = handovers;
        this.extracts = extracts;
        this.table = table;
        this.paper = paper;
        this.parts = List.copyOf(parts);
        this.json = json;
    }

    /** The name of a member. @param number of the child in the list, from 1 */
    static String name(int number, String kind) {
        return "child-" + number + "." + kind;
    }

    /** What a package with this list has, and a reader expects. */
    static Set<String> names(Manifest list) {
        return IntStream.rangeClosed(1, list.children().size())
                .boxed()
                .flatMap(number -> Stream.of(RECORD, TABLE, PAPER).map(kind -> name(number, kind)))
                .collect(Collectors.toSet());
    }

    /** The members of one child. Inside a transaction of who holds the file. @param number in the list, from 1 */
    Map<String, byte[]> of(Actor actor, CaseFile file, SentPackage asked, int number) {
        Set<UUID> only = Set.of(file.id());
        Extract whole = extracts.next(actor, null, 1, only, only).getFirst();
        Extract child = asked.minimum() ? minimum(whole) : whole;
        ObjectNode record = record(actor, child, asked.minimum());
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(name(number, RECORD), json.writerWithDefaultPrettyPrinter().writeValueAsBytes(record));
        members.put(
                name(number, TABLE),
                PoliceWords.without(new String(table.written(child, !asked.minimum()), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
        members.put(name(number, PAPER), paper.of(record, asked));
        return members;
    }

    /** Who the child is, and where: nothing of the case. */
    private static Extract minimum(Extract whole) {
        return new Extract(whole.file(), whole.sections(), whole.onTheFile(), true, whole.identity(), null, null);
    }

    private ObjectNode record(Actor actor, Extract child, boolean minimum) {
        CaseFile file = child.file();
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("schema", SCHEMA).put("code", file.code()).put("minimum", minimum);
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("sex", file.sex());
        facts.put("ageAtRescue", file.ageAtRescue());
        facts.put("ageEstimated", file.ageEstimated());
        facts.put("country", file.country());
        facts.put("care", file.care());
        facts.put("status", file.status());
        if (!minimum) {
            facts.put("nationality", file.nationality());
            facts.put("sector", file.sector());
            facts.put("victimStatus", file.victimStatus());
            facts.put("risk", file.risk());
            facts.put("registeredAt", file.registeredAt());
            facts.put("nextVisitDue", file.nextVisitDue());
            facts.put("reviewDue", file.reviewDue());
        }
        record.set("child", clean(tree(facts), file.code()));
        if (child.identity() != null)
            record.set("identity", clean(tree(IdentityForm.fields(child.identity())), file.code()));
        if (minimum) return record;
        if (child.exploitation() != null) record.set("exploitation", clean(tree(child.exploitation()), file.code()));
        // requirements.md 7, point 3: what the authority needs to know of each point, also where the record has no part
        // for it
        ArrayNode checklist = JsonNodeFactory.instance.arrayNode();
        handovers
                .checklist(file.id())
                .forEach(one -> checklist
                        .addObject()
                        .put("point", one.part().name())
                        .put("met", one.met())
                        .put("fact", one.fact()));
        if (!checklist.isEmpty()) record.set(CHECKLIST, clean(checklist, file.code()));
        for (Included<?> part : parts)
            if (PARTS.contains(part.name()))
                part.included(actor, file.code())
                        .ifPresent(items -> record.set(part.name(), clean(tree(items), file.code())));
        return record;
    }

    private JsonNode tree(Object value) {
        return json.valueToTree(value);
    }

    /** Without what is left out, empty values and references. */
    static JsonNode clean(JsonNode node, String own) {
        return clean(node, own, false);
    }

    private static JsonNode clean(JsonNode node, String own, boolean keep) {
        if (node instanceof ObjectNode object) {
            ObjectNode left = JsonNodeFactory.instance.objectNode();
            for (Map.Entry<String, JsonNode> one : new ArrayList<>(object.properties()))
                if (!LEFT_OUT.contains(one.getKey())
                        && !one.getKey().endsWith("By")
                        && !one.getValue().isNull())
                    left.set(one.getKey(), clean(one.getValue(), own, OWN_NUMBERS.contains(one.getKey())));
            return left;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode left = JsonNodeFactory.instance.arrayNode();
            array.forEach(one -> left.add(clean(one, own, keep)));
            return left;
        }
        if (!node.isString()) return node;
        String text = node.asString();
        return StringNode.valueOf(keep ? PoliceWords.without(text) : PoliceWords.withoutFiles(text, own));
    }
}
