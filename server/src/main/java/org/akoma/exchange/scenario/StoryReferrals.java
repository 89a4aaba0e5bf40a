package org.akoma.exchange.scenario;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.agreements.Agreement;
import org.akoma.protection.referrals.AnswerReferral;
import org.akoma.protection.referrals.DraftReferral;
import org.akoma.protection.referrals.Referral;
import org.akoma.protection.referrals.ReferralAnswers;
import org.akoma.protection.referrals.Referrals;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * The referrals of a scenario. Each is written by the child's worker, on behalf of the structure that refers; the structure that was asked
 * answers through its own people where it has any, else in writing (docs/decisions/referrals.md). A scenario gives the moment of the
 * acknowledgement and the final state: the answer is assumed to have come within the hour, the end a day later.
 */
@Component
@Order(60)
class StoryReferrals implements Chapter {

    private static final Set<String> STATUSES =
            Set.of("SENT", "NO_ACKNOWLEDGEMENT", "ACKNOWLEDGED", "ACCEPTED", "DECLINED", "COMPLETED");
    private static final Set<String> SILENT = Set.of("SENT", "NO_ACKNOWLEDGEMENT");

    private final Referrals referrals;
    private final ReferralAnswers answers;
    private final StoryPartners partners;

    StoryReferrals(Referrals referrals, ReferralAnswers answers, StoryPartners partners) {
        this.referrals = referrals;
        this.answers = answers;
        this.partners = partners;
    }

    private record One(
            String code,
            String from,
            String to,
            String child,
            Referral.Priority priority,
            Instant sentAt,
            @Nullable Instant acknowledgedAt,
            String status) {}

    @Override
    public Telling read(Told all, Story story) {
        Set<String> seen = new HashSet<>();
        List<One> read = new ArrayList<>();
        for (Told told : all.each("referrals")) {
            One one = one(told, story);
            if (one == null) continue;
            if (!seen.add(one.code())) told.wrong("id", one.code(), "exchange.story-twice", "");
            read.add(one);
        }
        String day = all.node().at("/meta/asOf/eveOfMission").asString("");
        Instant asOf = day.matches("\\d{4}-\\d{2}-\\d{2}")
                ? LocalDate.parse(day).atTime(7, 0).toInstant(ZoneOffset.UTC)
                : Instant.MAX;
        return (told, ids, cast, timeline) -> tell(read, asOf, told, ids, cast, timeline);
    }

    private static @Nullable One one(Told told, Story story) {
        String code = told.required("id");
        if (code != null && !code.matches("[A-Z]{2,4}-[0-9]{3,9}")) told.wrong("id", code, "exchange.story-text", "");
        String from = told.requiredChoice("from", story.structureCodes());
        String to = told.requiredChoice("to", story.structureCodes());
        String child = told.requiredChoice("child", story.childCodes());
        String priority = told.requiredChoice("priority", Set.of("URGENT", "NORMAL"));
        Instant sent = told.requiredMoment("sentAt");
        Instant acknowledged = told.moment("ackAt");
        String status = told.requiredChoice("status", STATUSES);
        if (sent != null && acknowledged != null && acknowledged.isBefore(sent))
            told.wrong("ackAt", acknowledged.toString(), "exchange.story-order", "");
        if (status != null && !SILENT.contains(status)) told.required("ackAt");
        else if (status != null && acknowledged != null)
            told.wrong("ackAt", acknowledged.toString(), "exchange.story-answered", status);
        if (code == null || from == null || to == null || child == null || priority == null) return null;
        if (sent == null || status == null) return null;
        return new One(code, from, to, child, Referral.Priority.valueOf(priority), sent, acknowledged, status);
    }

    private void tell(List<One> all, Instant asOf, Story story, StoryIds ids, StoryCast cast, Timeline timeline) {
        Map<String, Story.Child> children = new LinkedHashMap<>();
        story.children().forEach(child -> children.put(child.code(), child));
        Set<StoryPartners.Pair> pairs = new LinkedHashSet<>();
        all.forEach(one -> pairs.add(new StoryPartners.Pair(one.from(), one.to(), false)));
        for (One one : all) {
            String holder = StoryPartners.structureOf(story, children.get(one.child()));
            if (holder == null || holder.equals(one.to())) continue;
            if (!pairs.contains(new StoryPartners.Pair(holder, one.to(), false)))
                pairs.add(new StoryPartners.Pair(holder, one.to(), true));
        }
        Instant last = all.stream().map(One::sentAt).max(Instant::compareTo).orElse(Instant.EPOCH);
        partners.tell(List.copyOf(pairs), last, story, ids, cast, timeline);
        for (One one : all) {
            Story.Child child = children.get(one.child());
            if (child != null) tell(one, child, asOf, story, ids, cast, timeline);
        }
    }

    private void tell(
            One one, Story.Child child, Instant asOf, Story story, StoryIds ids, StoryCast cast, Timeline timeline) {
        UUID id = ids.of("referral", one.code());
        Actor worker = cast.actor(child.worker(), one.sentAt());
        boolean abroad = StoryPartners.abroad(story, one.to());
        DraftReferral draft = new DraftReferral(
                id,
                null,
                one.code(),
                one.from(),
                one.to(),
                abroad ? Agreement.Purpose.PROTECTION : Agreement.Purpose.CARE,
                one.priority(),
                null,
                StoryPartners.sections(abroad),
                null,
                new Referral.Words("Repris du scénario.", "Prendre contact et répondre."));
        timeline.at(
                one.sentAt(), one.child(), "referral " + one.code(), () -> referrals.draft(worker, one.child(), draft));
        if (!one.from().equals(StoryPartners.structureOf(story, child)))
            confirmed(one, child, story, ids, cast, timeline);
        timeline.at(
                one.sentAt(),
                one.child(),
                "sending of " + one.code(),
                () -> referrals.send(worker, one.child(), id, null));
        Instant acknowledged = one.acknowledgedAt();
        if (acknowledged == null) return;
        Story.Somebody theirs = StoryPartners.answering(story, one.to());
        Actor confirming = theirs == null
                ? cast.actor(StorySettlers.supervisorOf(story, child.worker()).code(), acknowledged)
                : null;
        Answering by = new Answering(
                theirs == null ? worker : cast.actor(theirs.code(), acknowledged), confirming, one, timeline);
        by.step(acknowledged, Referral.Step.ACKNOWLEDGE, null);
        answer(one, acknowledged, asOf, by);
    }

    /** Another structure than the file's own refers the child: the supervisor confirms it. */
    private void confirmed(One one, Story.Child child, Story story, StoryIds ids, StoryCast cast, Timeline timeline) {
        UUID id = ids.of("referral", one.code());
        Actor worker = cast.actor(child.worker(), one.sentAt());
        Actor supervisor =
                cast.actor(StorySettlers.supervisorOf(story, child.worker()).code(), one.sentAt());
        timeline.at(
                one.sentAt(),
                one.child(),
                "confirmation of " + one.code(),
                () -> referrals.askConfirmation(worker, one.child(), id));
        timeline.at(
                one.sentAt(),
                one.child(),
                "confirmation of " + one.code(),
                () -> referrals.confirm(supervisor, one.child(), id, true, null));
    }

    private void answer(One one, Instant acknowledged, Instant asOf, Answering by) {
        Instant latest = StoryTime.later(acknowledged, asOf);
        Instant answered = StoryTime.earlier(acknowledged.plus(Duration.ofHours(1)), latest);
        if (one.status().equals("DECLINED")) by.step(answered, Referral.Step.DECLINE, "OTHER");
        if (one.status().equals("ACCEPTED") || one.status().equals("COMPLETED"))
            by.step(answered, Referral.Step.ACCEPT, null);
        if (one.status().equals("COMPLETED"))
            by.step(StoryTime.earlier(acknowledged.plus(Duration.ofDays(1)), latest), Referral.Step.COMPLETE, null);
    }

    /** Who answers; for a structure that has nobody here the child's worker in writing, which their supervisor confirms. */
    private final class Answering {

        private final Actor actor;
        private final @Nullable Actor confirming;
        private final One one;
        private final Timeline timeline;

        Answering(Actor actor, @Nullable Actor confirming, One one, Timeline timeline) {
            this.actor = actor;
            this.confirming = confirming;
            this.one = one;
            this.timeline = timeline;
        }

        void step(Instant when, Referral.Step step, @Nullable String reason) {
            Actor second = confirming;
            AnswerReferral answer = new AnswerReferral(step, second == null ? null : when, reason, null, null, null);
            String what = step.name() + " of " + one.code();
            timeline.at(when, one.child(), what, () -> answers.answerAsTold(actor, one.code(), answer));
            if (second != null)
                timeline.at(when, one.child(), what, () -> answers.confirm(second, one.code(), true, null));
        }
    }
}
