package org.akoma.exchange.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.ground.agreements.Agreement;
import org.akoma.ground.agreements.Agreements;
import org.akoma.ground.agreements.ProposeAgreement;
import org.akoma.protection.directory.Directory;
import org.akoma.protection.directory.StructureEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the referrals of a scenario imply between its structures: an agreement for each pair, and for the structure that holds the file where
 * another one refers the child, signed on the eve of the operation; and a
 * focal point where a structure has workers but no desk.
 */
@Component
class StoryPartners {

    private static final int RETENTION_DAYS = 365;
    private static final int LONGEST = 400;

    private final Agreements agreements;
    private final Directory directory;

    StoryPartners(Agreements agreements, Directory directory) {
        this.agreements = agreements;
        this.directory = directory;
    }

    /** @param implied not named by a referral: the structure that holds the file of a child whom another one refers */
    record Pair(String from, String to, boolean implied) {}

    /** The structure of the child's worker, which holds the file. */
    static @Nullable String structureOf(Story story, Story.@Nullable Child child) {
        return story.staff().stream()
                .filter(one -> child != null && one.code().equals(child.worker()))
                .map(Story.Somebody::structure)
                .findFirst()
                .orElse(null);
    }

    static boolean abroad(Story story, String structure) {
        return story.structures().stream()
                .anyMatch(one -> one.code().equals(structure)
                        && !one.country().equals(story.rescue().country()));
    }

    static Set<Section> sections(boolean abroad) {
        return abroad
                ? Set.of(Section.IDENTITY, Section.FAMILY, Section.ASSISTANCE)
                : Set.of(Section.IDENTITY, Section.ASSISTANCE);
    }

    /** Who of a structure answers: at its desk, else its first worker, who is its focal point. Null when it has nobody here. */
    static Story.@Nullable Somebody answering(Story story, String structure) {
        Optional<Story.Somebody> desk =
                first(story, structure, Role.MINISTRY_OFFICER).or(() -> first(story, structure, Role.PROVIDER));
        return desk.or(() -> first(story, structure, Role.CASE_WORKER)).orElse(null);
    }

    private static Optional<Story.Somebody> first(Story story, String structure, Role role) {
        return story.staff().stream()
                .filter(one -> one.structure().equals(structure) && one.role() == role)
                .findFirst();
    }

    void tell(List<Pair> pairs, Instant last, Story story, StoryIds ids, StoryCast cast, Timeline timeline) {
        if (pairs.isEmpty()) return;
        LocalDate signed = story.rescue().start().minusDays(1);
        LocalDate until = LocalDate.ofInstant(last, ZoneOffset.UTC).plusDays(LONGEST);
        Instant eve = signed.atTime(9, 0).toInstant(ZoneOffset.UTC);
        for (Pair pair : pairs) timeline.at(eve, () -> agree(pair, signed, until, eve, story, ids, cast, timeline));
        story.structures()
                .forEach(one -> timeline.at(eve.plus(Duration.ofHours(1)), () -> enter(one, eve, story, cast)));
    }

    private void agree(
            Pair pair,
            LocalDate signed,
            LocalDate until,
            Instant eve,
            Story story,
            StoryIds ids,
            StoryCast cast,
            Timeline timeline) {
        Actor proposer = who(cast, eve, Verb.AGREEMENT_PROPOSE, null);
        Actor confirmer = proposer == null ? null : who(cast, eve, Verb.AGREEMENT_CONFIRM, proposer);
        if (proposer == null || confirmer == null) {
            timeline.refuse("agreement " + pair.from() + " " + pair.to() + ": two persons are needed");
            return;
        }
        boolean abroad = abroad(story, pair.to());
        UUID id = ids.of("agreement", pair.from() + "/" + pair.to());
        ProposeAgreement wanted = new ProposeAgreement(
                id,
                pair.from(),
                pair.to(),
                false,
                purposes(pair, abroad),
                sections(abroad),
                abroad ? Agreement.Channel.SEALED_LETTER : Agreement.Channel.AKOMA,
                RETENTION_DAYS,
                signed,
                until);
        told(agreements.propose(proposer, wanted), pair, timeline);
        told(agreements.confirm(confirmer, id), pair, timeline);
    }

    /** What a referral implies of the structure that holds the file is its own purpose, and no more. */
    private static Set<Agreement.Purpose> purposes(Pair pair, boolean abroad) {
        if (pair.implied()) return Set.of(abroad ? Agreement.Purpose.PROTECTION : Agreement.Purpose.CARE);
        return abroad
                ? Set.of(Agreement.Purpose.PROTECTION, Agreement.Purpose.RETURN)
                : Set.of(Agreement.Purpose.CARE, Agreement.Purpose.PROTECTION);
    }

    private static void told(ProposeAgreement.Result result, Pair pair, Timeline timeline) {
        if (!(result instanceof ProposeAgreement.Result.Done))
            timeline.refuse("agreement " + pair.from() + " " + pair.to() + ": " + result);
    }

    /** The first, in the order of the roles, who may and is another than this one. */
    private static @Nullable Actor who(StoryCast cast, Instant at, Verb verb, @Nullable Actor otherThan) {
        List<Role> roles = verb == Verb.AGREEMENT_PROPOSE
                ? List.of(Role.PROJECT_MANAGER, Role.CASE_SUPERVISOR)
                : List.of(Role.DATA_PROTECTION_OFFICER, Role.PROJECT_MANAGER);
        for (Role role : roles)
            for (Story.Somebody one : cast.all(role)) {
                Actor actor = cast.actor(one.code(), at);
                if (!actor.equals(otherThan)) return actor;
            }
        return null;
    }

    /** A structure writes its entry once: the shelter it runs, and its focal point where it has no desk. */
    private void enter(Story.Structure one, Instant eve, Story story, StoryCast cast) {
        Story.Somebody somebody = answering(story, one.code());
        if (somebody == null) return;
        boolean focal = somebody.role() == Role.CASE_WORKER; // named by another than themself
        Actor actor = cast.actor(focal ? cast.supervisorOf(one.code()).code() : somebody.code(), eve);
        int places = story.shelters().stream()
                .filter(house -> house.operator().equals(one.code()))
                .mapToInt(Story.House::capacity)
                .sum();
        directory.keep(
                actor,
                new StructureEntry(
                        directory.structure(actor, one.code()),
                        places == 0 ? List.of() : List.of("IMM_SHELTER", "IMM_FOOD"),
                        null,
                        null,
                        null,
                        places == 0 ? null : places,
                        List.of(),
                        null,
                        null,
                        null,
                        focal ? somebody.code() : null,
                        0));
    }
}
