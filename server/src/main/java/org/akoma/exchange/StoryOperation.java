package org.akoma.exchange;

import static org.akoma.exchange.StoryCast.at;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.akoma.access.Actor;
import org.akoma.access.Organisation;
import org.akoma.access.Role;
import org.akoma.operations.AddFigure;
import org.akoma.operations.AddSite;
import org.akoma.operations.DecideScreening;
import org.akoma.operations.LinkVictim;
import org.akoma.operations.Measure;
import org.akoma.operations.MoveOperation;
import org.akoma.operations.MoveSuspect;
import org.akoma.operations.Operation;
import org.akoma.operations.OperationPlan;
import org.akoma.operations.OperationStatus;
import org.akoma.operations.Operations;
import org.akoma.operations.PlanOperation;
import org.akoma.operations.PublishedValue;
import org.akoma.operations.RecordSuspect;
import org.akoma.operations.ScreenPerson;
import org.akoma.operations.Screened;
import org.akoma.operations.ScreeningStatus;
import org.akoma.operations.Screenings;
import org.akoma.operations.Suspect;
import org.akoma.operations.SuspectStatus;
import org.akoma.operations.Suspects;
import org.akoma.slips.SignSlip;
import org.akoma.slips.SlipContent;
import org.akoma.slips.Slips;
import org.akoma.slips.WriteSlip;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The police's part of a scenario: the operation, everybody met, the slips, the suspects, and what was published. */
@Component
class StoryOperation {

    private static final Map<String, Measure> MEASURES = Map.of(
            "children", Measure.CHILDREN,
            "officers", Measure.OFFICERS,
            "arrested", Measure.ARRESTED,
            "referredToCourt", Measure.REFERRED);

    private final Operations operations;
    private final Screenings screenings;
    private final Suspects suspects;
    private final Slips slips;
    private final Clock clock;

    StoryOperation(Operations operations, Screenings screenings, Suspects suspects, Slips slips, Clock clock) {
        this.operations = operations;
        this.screenings = screenings;
        this.suspects = suspects;
        this.slips = slips;
        this.clock = clock;
    }

    /** Case code to slip number, for every slip that was signed by now. */
    Map<String, String> replay(Story story, StoryIds ids, StoryCast cast) {
        Map<String, String> numbers = new HashMap<>();
        Story.Rescue rescue = story.rescue();
        Instant planned = morning(rescue.start().minusDays(3));
        if (planned.isAfter(clock.instant())) return numbers;
        Story.Somebody coordinator = cast.first(Role.LE_COORDINATOR);
        Actor lead = cast.actor(coordinator.code(), planned);
        at(
                planned,
                () -> operations.plan(
                        lead, new PlanOperation(ids.of("operation", rescue.code()), rescue.code(), plan(story))));
        Operation operation =
                at(planned, () -> operations.open(lead, rescue.code()).orElseThrow());
        for (Story.Site site : rescue.sites())
            at(
                    planned,
                    () -> operations.addSite(
                            lead,
                            new AddSite(
                                    rescue.code(),
                                    site.code(),
                                    site.sector() == null ? "OTHER" : site.sector(),
                                    null)));
        move(lead, operation, OperationStatus.RUNNING, morning(rescue.start()));
        if (morning(rescue.start()).isAfter(clock.instant())) return numbers;
        int known = screenings.list(lead, operation, null, 100_000).size();
        screenChildren(story, ids, cast, operation, known, numbers);
        screenOthers(story, cast, operation, known);
        suspects(story, cast, lead);
        published(story, lead);
        move(lead, operation, OperationStatus.CLOSED, morning(rescue.end().plusDays(1)));
        return numbers;
    }

    private static OperationPlan plan(Story story) {
        Story.Rescue rescue = story.rescue();
        Set<String> police = new TreeSet<>();
        for (Story.Structure one : story.structures())
            if (one.kind() == Organisation.Kind.LAW_ENFORCEMENT && one.country().equals(rescue.country()))
                police.add(one.code());
        int places = story.shelters().stream().mapToInt(Story.House::capacity).sum();
        String care = story.staff().stream()
                .filter(one -> one.role() == Role.PROJECT_MANAGER)
                .map(Story.Somebody::structure)
                .findFirst()
                .orElse(story.shelters().getFirst().operator());
        return new OperationPlan(
                rescue.country(),
                rescue.start(),
                rescue.end(),
                rescue.sectors(),
                rescue.area() == null ? "" : rescue.area(),
                rescue.officers(),
                Math.min(places, story.children().size()),
                places,
                care,
                rescue.start().minusDays(3),
                police);
    }

    private void move(Actor lead, Operation planned, OperationStatus to, Instant when) {
        if (when.isAfter(clock.instant())) return;
        Operation now = at(when, () -> operations.open(lead, planned.code()).orElseThrow());
        if (now.status().ordinal() + 1 != to.ordinal()) return;
        at(when, () -> operations.move(lead, new MoveOperation(now.code(), now.version(), to)));
    }

    /** Each child is met, presumed a victim, handed over with a slip, and confirmed when the operation ends. */
    private void screenChildren(
            Story story, StoryIds ids, StoryCast cast, Operation operation, int known, Map<String, String> numbers) {
        List<Story.Child> found = story.children().stream()
                .filter(child -> !child.foundAt().isAfter(clock.instant()))
                .sorted(Comparator.comparing(Story.Child::foundAt).thenComparing(Story.Child::code))
                .toList();
        Map<String, Integer> perSite = new HashMap<>();
        for (int n = 0; n < found.size(); n++) {
            Story.Child child = found.get(n);
            Actor officer = cast.actor(
                    cast.turn(Role.LE_OFFICER, Role.LE_COORDINATOR, n).code(), child.foundAt());
            String site =
                    child.site() == null ? story.rescue().sites().getFirst().code() : child.site();
            int number = perSite.merge(site, 1, Integer::sum);
            String slip = slip(story, ids, cast, operation, child, officer, site, number);
            if (slip != null) numbers.put(child.code(), slip);
            if (n >= known) screened(story, cast, operation, child, officer, site, slip);
        }
    }

    private void screened(
            Story story,
            StoryCast cast,
            Operation operation,
            Story.Child child,
            Actor officer,
            String site,
            @Nullable String slip) {
        ScreenPerson met = new ScreenPerson(
                operation.code(), site, child.foundAt(), Screened.Appears.CHILD, child.sex(), child.age(), null);
        String person = code(at(child.foundAt(), () -> screenings.screen(officer, met)));
        String reference = story.links().get(child.code());
        at(
                child.foundAt(),
                () -> screenings.decide(
                        officer,
                        new DecideScreening(
                                operation.code(),
                                person,
                                ScreeningStatus.PRESUMED_VICTIM,
                                officer.organisation(),
                                reference,
                                slip)));
        decide(cast, story, operation, person, ScreeningStatus.CONFIRMED_VICTIM);
    }

    /** Those who were met and are no victims: the scenario tells how many, not who. */
    private void screenOthers(Story story, StoryCast cast, Operation operation, int known) {
        Instant when = story.rescue().screenedAt();
        if (when.isAfter(clock.instant())) return;
        int n = story.children().size();
        for (Map.Entry<String, Integer> outcome : story.rescue().outcomes().entrySet()) {
            if (outcome.getKey().contains("CONFIRMED")) continue;
            boolean adult = outcome.getKey().contains("ADULT");
            for (int i = 0; i < outcome.getValue(); i++, n++) {
                if (n < known) continue;
                Actor officer = cast.actor(
                        cast.turn(Role.LE_OFFICER, Role.LE_COORDINATOR, n).code(), when);
                String site = story.rescue()
                        .sites()
                        .get(n % story.rescue().sites().size())
                        .code();
                ScreenPerson met = new ScreenPerson(
                        operation.code(),
                        site,
                        when,
                        adult ? Screened.Appears.ADULT : Screened.Appears.CHILD,
                        "U",
                        adult ? 18 : 17,
                        null);
                String person = code(at(when, () -> screenings.screen(officer, met)));
                decide(cast, story, operation, person, adult ? ScreeningStatus.ADULT : ScreeningStatus.NOT_A_VICTIM);
            }
        }
    }

    private void decide(StoryCast cast, Story story, Operation operation, String person, ScreeningStatus status) {
        Instant when = story.rescue().end().atTime(12, 0).toInstant(ZoneOffset.UTC);
        if (when.isAfter(clock.instant())) return;
        Actor lead = cast.actor(cast.first(Role.LE_COORDINATOR).code(), when);
        at(
                when,
                () -> screenings.decide(
                        lead, new DecideScreening(operation.code(), person, status, lead.organisation(), null, null)));
    }

    private static String code(ScreenPerson.Result result) {
        if (result instanceof ScreenPerson.Result.Recorded(Screened person)) return person.code();
        throw new IllegalStateException("A person could not be recorded: " + result);
    }

    /** The number of the slip when the officer has signed it by now. */
    private @Nullable String slip(
            Story story,
            StoryIds ids,
            StoryCast cast,
            Operation operation,
            Story.Child child,
            Actor officer,
            String site,
            int number) {
        if (child.handedAt().isAfter(clock.instant())) return null;
        Actor worker = cast.actor(child.worker(), child.handedAt());
        SlipContent content = new SlipContent(
                site,
                child.foundAt(),
                child.handedAt(),
                null,
                new SlipContent.Receiver(
                        worker.personId(), worker.code(), worker.organisationId(), worker.organisation()),
                number,
                child.sex(),
                child.age(),
                false,
                null,
                "TIRED_HUNGRY",
                "");
        WriteSlip write = new WriteSlip(ids.of("slip", child.code()), operation.code(), content);
        Actor writer = cast.actor(officer.username(), child.handedAt());
        WriteSlip.Result written = at(child.handedAt(), () -> slips.write(writer, write));
        if (!(written instanceof WriteSlip.Result.Written(var slip)))
            throw new IllegalStateException("A slip could not be written: " + written);
        at(child.handedAt(), () -> slips.sign(writer, new SignSlip(slip.number(), slip.version())));
        return slip.number();
    }

    private void suspects(Story story, StoryCast cast, Actor lead) {
        for (Story.Suspect one : story.suspects()) {
            LocalDate facts = one.arrested() == null ? story.rescue().start() : one.arrested();
            Instant when = noon(facts);
            if (when.isAfter(clock.instant())) continue;
            RecordSuspect record = new RecordSuspect(
                    story.rescue().code(),
                    one.code(),
                    one.role() == null ? "OTHER" : one.role(),
                    facts,
                    one.arrested(),
                    null,
                    false,
                    new Suspect.Identity(null, null, null));
            RecordSuspect.Result result = at(when, () -> suspects.record(lead, record));
            if (result instanceof RecordSuspect.Result.Recorded) proceed(story, one, lead, facts);
        }
        story.suspectsOfVictim().forEach((victim, linked) -> {
            Instant when = morning(story.rescue().end().plusDays(1));
            if (!when.isAfter(clock.instant()))
                at(when, () -> suspects.link(lead, new LinkVictim(story.rescue().code(), victim, Set.copyOf(linked))));
        });
    }

    private void proceed(Story story, Story.Suspect one, Actor lead, LocalDate arrested) {
        boolean atLiberty = Boolean.TRUE.equals(one.atLiberty());
        LocalDate referred = one.referred() == null ? arrested : one.referred();
        if (noon(referred).isAfter(clock.instant())) return;
        at(
                noon(referred),
                () -> suspects.move(
                        lead,
                        new MoveSuspect(
                                story.rescue().code(),
                                one.code(),
                                SuspectStatus.UNDER_INVESTIGATION,
                                atLiberty,
                                referred,
                                one.referred())));
        LocalDate on = one.statusOn();
        if (one.status() == null || on == null || noon(on).isAfter(clock.instant())) return;
        SuspectStatus status = SuspectStatus.valueOf(one.status());
        if (status == SuspectStatus.UNDER_INVESTIGATION) return;
        at(
                noon(on),
                () -> suspects.move(
                        lead, new MoveSuspect(story.rescue().code(), one.code(), status, atLiberty, on, null)));
    }

    private void published(Story story, Actor lead) {
        Instant when = morning(story.rescue().end().plusDays(1));
        if (when.isAfter(clock.instant())) return;
        for (Story.Figure figure : story.rescue().figures())
            figure.values().forEach((what, text) -> {
                Optional<PublishedValue> value = PublishedValue.parse(text);
                Measure measure = MEASURES.get(what);
                if (measure != null && value.isPresent())
                    at(
                            when,
                            () -> operations.addFigure(
                                    lead,
                                    new AddFigure(
                                            story.rescue().code(), figure.source(), null, measure, value.get(), null)));
            });
    }

    private static Instant morning(LocalDate day) {
        return day.atTime(6, 0).toInstant(ZoneOffset.UTC);
    }

    private static Instant noon(LocalDate day) {
        return day.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }
}
