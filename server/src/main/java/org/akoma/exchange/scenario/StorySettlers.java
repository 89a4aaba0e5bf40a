package org.akoma.exchange.scenario;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.people.Founding;
import org.jspecify.annotations.Nullable;

/** Makes the structures and people of a scenario, before any of its acts. */
final class StorySettlers {

    private final Story story;
    private final StoryIds ids;
    private final Founding founding;

    StorySettlers(Story story, StoryIds ids, Founding founding) {
        this.story = story;
        this.ids = ids;
        this.founding = founding;
    }

    /**
     * Contracts begin with the year of the operation: training and preparation come before the rescue.
     *
     * @param password of everybody, in a demo; null: each is given a one-time password
     * @return the one-time passwords of those who are new, by user name
     */
    Map<String, String> settle(@Nullable String password) {
        ids.structures(founding.structures(
                story.structures().stream().map(this::structure).toList()));
        Instant from = story.rescue().start().withDayOfYear(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        // supervisors first: their people name them
        List<Story.Somebody> inOrder = story.staff().stream()
                .sorted(java.util.Comparator.comparing(one -> one.role() != Role.CASE_SUPERVISOR))
                .toList();
        List<Founding.Settler> settlers = inOrder.stream().map(this::settler).toList();
        Map<String, String> told = Map.of();
        if (password == null) told = founding.settleEach(settlers, from);
        else founding.settle(settlers, from, password, false);
        founding.deputise(deputies(), from);
        return told;
    }

    /** User names of the story that somebody else of this house bears. */
    List<String> taken() {
        Map<String, UUID> wanted = new LinkedHashMap<>();
        for (Story.Somebody one : story.staff())
            wanted.put(one.code().toLowerCase(Locale.ROOT), ids.of("person", one.code()));
        return founding.takenNames(wanted);
    }

    private Organisation structure(Story.Structure one) {
        return new Organisation(
                ids.of("organisation", one.code()),
                one.code(),
                withoutShelters(one.label()),
                one.kind(),
                one.country(),
                one.mandate(),
                ids.of("desk", one.code()),
                one.from(),
                one.until(),
                one.successors());
    }

    /** Names of structures lie in clear, and which shelter a structure runs would say where its children are. */
    private String withoutShelters(String label) {
        String left = label;
        for (String code : story.shelterCodes())
            left = left.replaceAll("(?<![\\w-])" + Pattern.quote(code) + "(?![\\w-])", "");
        return left.strip().replaceAll(" {2,}", " ");
    }

    private Founding.Settler settler(Story.Somebody one) {
        return new Founding.Settler(
                ids.of("person", one.code()),
                one.code().toLowerCase(Locale.ROOT),
                ids.structure(one.structure()),
                one.role(),
                one.shelter() == null ? null : ids.shelter(one.shelter()),
                one.role() == Role.CASE_WORKER ? supervisor(one) : null);
    }

    /** Who decides for a structure that has workers and no supervisor, by the structure's id. */
    private Map<UUID, UUID> deputies() {
        Map<UUID, UUID> deputies = new LinkedHashMap<>();
        for (Story.Somebody one : story.staff()) {
            if (one.role() != Role.CASE_WORKER) continue;
            Story.Somebody supervisor = supervisorOf(story, one.code());
            if (!supervisor.structure().equals(one.structure()))
                deputies.put(ids.structure(one.structure()), ids.of("person", supervisor.code()));
        }
        return deputies;
    }

    private UUID supervisor(Story.Somebody worker) {
        return ids.of("person", supervisorOf(story, worker.code()).code());
    }

    /** A worker is supervised in their own structure where it has a supervisor, else by the agency that leads: the project manager's. */
    static Story.Somebody supervisorOf(Story story, String worker) {
        Map<String, Story.Somebody> byStructure = new LinkedHashMap<>();
        story.staff().stream()
                .filter(one -> one.role() == Role.CASE_SUPERVISOR)
                .forEach(one -> byStructure.putIfAbsent(one.structure(), one));
        Story.Somebody own =
                byStructure.get(structureOf(story, one -> one.code().equals(worker)));
        Story.Somebody lead = byStructure.get(structureOf(story, one -> one.role() == Role.PROJECT_MANAGER));
        if (own != null) return own;
        return lead != null ? lead : byStructure.values().iterator().next();
    }

    private static String structureOf(Story story, Predicate<Story.Somebody> who) {
        return story.staff().stream()
                .filter(who)
                .map(Story.Somebody::structure)
                .findFirst()
                .orElse("");
    }
}
