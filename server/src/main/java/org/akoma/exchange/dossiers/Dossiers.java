package org.akoma.exchange.dossiers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Organisations;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.Included;
import org.akoma.protection.handover.Handovers;
import org.akoma.protection.identity.Identities;
import org.akoma.protection.identity.IdentityForm;
import org.akoma.protection.record.Exploitations;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes a child's record as who asks sees the file now, and not more than the hand-over gives: never the slip, the operation or another reference of the police, no text
 * that speaks of them, no accounts of the staff, and nobody else's record.
 */
@Service
public class Dossiers {

    /** Of the record. */
    public static final String SCHEMA = "akoma-child/1";

    static final String CHECKLIST = "checklist";

    /** Parts that are read as the API answers them. */
    private static final Set<String> INCLUDED = Set.of("notes", "plans", "services", "visits");

    /** All parts whose items are counted for who receives a record. */
    public static final Set<String> PARTS = Set.of(
            "alerts",
            "assessments",
            "csi",
            "health",
            "homes",
            "notes",
            "plans",
            "risks",
            "school",
            "services",
            "visits");

    private final DossierFacts facts;
    private final List<Included<?>> parts;
    private final Identities identities;
    private final Exploitations exploitations;
    private final Handovers handovers;
    private final Organisations organisations;
    private final JsonMapper json;

    Dossiers(
            DossierFacts facts,
            List<Included<?>> parts,
            Identities identities,
            Exploitations exploitations,
            Handovers handovers,
            Organisations organisations,
            JsonMapper json) {
        this.facts = facts;
        this.parts = parts.stream().filter(one -> INCLUDED.contains(one.name())).toList();
        this.identities = identities;
        this.exploitations = exploitations;
        this.handovers = handovers;
        this.organisations = organisations;
        this.json = json;
    }

    /**
     * Inside a transaction of who holds the file; each reading is journalled.
     *
     * @param minimum who the child is, and where: nothing of the case
     */
    public Dossier of(Actor actor, CaseFile file, boolean minimum) {
        Passages passages = new Passages(file.code(), words());
        ObjectNode record = JsonNodeFactory.instance.objectNode();
        record.put("schema", SCHEMA).put("code", file.code()).put("minimum", minimum);
        record.set("child", passages.clean("child", tree(child(file, minimum))));
        identities
                .shown(file)
                .ifPresent(one -> record.set("identity", passages.clean("identity", tree(IdentityForm.fields(one)))));
        if (!minimum) whole(actor, file, record, passages);
        if (!passages.leftOut().isEmpty())
            record.put("leftOut", passages.leftOut().size());
        return new Dossier(record, passages.leftOut());
    }

    private void whole(Actor actor, CaseFile file, ObjectNode record, Passages passages) {
        exploitations.of(file).ifPresent(one -> record.set("exploitation", passages.clean("exploitation", tree(one))));
        // requirements.md 7, point 3: what the authority needs to know of each point, also where the record has no part
        // for it
        ArrayNode checklist = checklist(file);
        if (!checklist.isEmpty()) record.set(CHECKLIST, passages.clean(CHECKLIST, checklist));
        facts.of(actor, file.code()).forEach((part, items) -> {
            if (!items.isEmpty()) record.set(part, passages.clean(part, tree(items)));
        });
        for (Included<?> part : parts)
            part.included(actor, file.code())
                    .ifPresent(items -> record.set(part.name(), passages.clean(part.name(), tree(items))));
    }

    private ArrayNode checklist(CaseFile file) {
        ArrayNode checklist = JsonNodeFactory.instance.arrayNode();
        handovers
                .checklist(file.id())
                .forEach(one -> checklist
                        .addObject()
                        .put("point", one.part().name())
                        .put("met", one.met())
                        .put("fact", one.fact()));
        return checklist;
    }

    private static Map<String, @Nullable Object> child(CaseFile file, boolean minimum) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("sex", file.sex());
        facts.put("ageAtRescue", file.ageAtRescue());
        facts.put("ageEstimated", file.ageEstimated());
        facts.put("country", file.country());
        facts.put("care", file.care());
        facts.put("status", file.status());
        if (minimum) return facts;
        facts.put("nationality", file.nationality());
        facts.put("sector", file.sector());
        facts.put("victimStatus", file.victimStatus());
        facts.put("risk", file.risk());
        facts.put("registeredAt", file.registeredAt());
        facts.put("nextVisitDue", file.nextVisitDue());
        facts.put("reviewDue", file.reviewDue());
        return facts;
    }

    /**
     * What is left of a cell of the row of HTCDS that goes along: empty where nothing of it leaves.
     *
     * @param own code of the child's file
     */
    public UnaryOperator<String> cells(String own) {
        WatchedWords words = words();
        return text -> {
            JsonNode left = new Passages(own, words).clean("row", StringNode.valueOf(text));
            return left.isString() ? left.asString() : "";
        };
    }

    /** With the names and codes of the structures of the police. */
    private WatchedWords words() {
        return WatchedWords.with(organisations.all().stream()
                .filter(one -> one.kind() == Organisation.Kind.LAW_ENFORCEMENT)
                .flatMap(Dossiers::called)
                .filter(name -> name.length() >= SHORTEST_NAME)
                .toList());
    }

    private static final int SHORTEST_NAME = 4;

    private static Stream<String> called(Organisation one) {
        return Stream.of(one.code(), one.label(), one.labelEn() == null ? "" : one.labelEn());
    }

    private JsonNode tree(Object value) {
        return json.valueToTree(value);
    }
}
