package org.akoma.exchange;

import static org.akoma.exchange.StoryCast.at;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.akoma.access.Actor;
import org.akoma.access.Role;
import org.akoma.cases.CaseFile;
import org.akoma.cases.Cases;
import org.akoma.cases.Identity;
import org.akoma.cases.OpenCase;
import org.akoma.cases.Outcome;
import org.akoma.cases.Shelter;
import org.akoma.cases.Shelters;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** The care side of a scenario: the shelters, and each child's file as its worker and supervisor would have kept it. */
@Component
class StoryChildren {

    private final Shelters shelters;
    private final Cases cases;
    private final StoryCare care;
    private final Clock clock;

    StoryChildren(Shelters shelters, Cases cases, StoryCare care, Clock clock) {
        this.shelters = shelters;
        this.cases = cases;
        this.care = care;
        this.clock = clock;
    }

    /** What a replay did, and what the house refused of it. */
    record Told(int opened, List<String> refused) {}

    Told replay(Story story, StoryIds ids, StoryCast cast, Map<String, String> slips) {
        Instant before = story.rescue().start().atStartOfDay().toInstant(java.time.ZoneOffset.UTC);
        if (before.isAfter(clock.instant())) return new Told(0, List.of());
        Actor keeper = cast.actor(cast.first(Role.CASE_SUPERVISOR).code(), before);
        for (Story.House house : story.shelters())
            at(before, () -> shelters.open(keeper, shelter(house, ids), location(house)));
        List<String> refused = new ArrayList<>();
        int opened = 0;
        for (Story.Child child : inOrder(story)) {
            boolean isNew = open(child, ids, cast, slips.get(child.code()));
            if (isNew) opened++;
            // what an earlier replay has done is refused or changes nothing: that is how one that was cut short is
            // finished
            care.replay(story, child, ids, cast, isNew ? refused : new ArrayList<>());
        }
        return new Told(opened, refused);
    }

    private List<Story.Child> inOrder(Story story) {
        return story.children().stream()
                .filter(child -> !child.registeredAt().isAfter(clock.instant()))
                .sorted(java.util.Comparator.comparing(Story.Child::registeredAt)
                        .thenComparing(Story.Child::code))
                .toList();
    }

    private static Shelter shelter(Story.House house, StoryIds ids) {
        return new Shelter(
                ids.of("shelter", house.code()),
                house.code(),
                ids.of("organisation", house.operator()),
                house.country(),
                house.capacity(),
                Shelter.SexRule.valueOf(house.sexRule()),
                0,
                17,
                0,
                1);
    }

    private static Shelter.Location location(Story.House house) {
        return new Shelter.Location(house.town() == null ? "" : house.town(), null, null);
    }

    /** True when the file is new. */
    private boolean open(Story.Child child, StoryIds ids, StoryCast cast, @Nullable String slip) {
        Actor worker = cast.actor(child.worker(), child.registeredAt());
        OpenCase command = new OpenCase(
                ids.of("case", child.code()),
                child.code(),
                slip,
                child.sex(),
                child.age(),
                child.ageEstimated(),
                child.nationality(),
                "CI",
                child.sector(),
                child.handedAt(),
                CaseFile.VictimStatus.PRESUMED_VICTIM,
                null,
                identity(child),
                null,
                null);
        OpenCase.Result result = at(child.registeredAt(), () -> cases.open(worker, command));
        if (result instanceof OpenCase.Result.Opened) return true;
        if (result instanceof OpenCase.Result.AlreadyOpen) return false;
        throw new IllegalStateException(child.code() + " could not be opened: " + result);
    }

    private static Identity identity(Story.Child child) {
        return new Identity(
                null,
                null,
                null,
                child.alias(),
                null,
                child.ageEstimated() ? null : "OTHER_DOCUMENT",
                null,
                child.originRegion(),
                List.of(),
                child.birthCertificate(),
                null,
                null,
                null,
                null,
                null);
    }

    /** One step of a child's story, done at its own moment unless that has not come; what is refused is told. */
    static <T> void step(Clock clock, Instant when, String what, List<String> refused, Supplier<Outcome<T>> work) {
        if (when.isAfter(clock.instant())) return;
        try {
            Outcome<T> outcome = at(when, work);
            if (!(outcome instanceof Outcome.Done)) refused.add(what + ": " + outcome);
        } catch (DuplicateKeyException known) {
            refused.add(what + ": is there already");
        }
    }
}
