package org.akoma.start;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.akoma.Ids;
import org.akoma.Refused;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.ground.decisions.DecisionList;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.people.Provisioning;
import org.akoma.programme.publication.PrepareRelease;
import org.akoma.programme.publication.Releases;
import org.akoma.programme.publication.Stories;
import org.akoma.programme.publication.Story;
import org.akoma.programme.publication.WriteStory;
import org.akoma.protection.cases.Outcome;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.Consents;
import org.akoma.protection.consent.RecordConsent;
import org.akoma.protection.overview.ShareFile;
import org.akoma.protection.overview.Shares;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the public page of the demo shows: the tables of the month that ended last, published by two people, and one story, by the acts that any story takes.
 * Where the day has too few children, or the child of the story is not there yet, it stays away.
 */
final class DemoPublication {

    private static final String STORY = "/demo/story.json";
    private static final Duration BEFORE = Duration.ofHours(2);

    private final ApplicationContext context;
    private final Provisioning people;
    private final DecisionList decisions;
    private final Actor manager;
    private final Actor officer;
    private final Instant now;

    private DemoPublication(ApplicationContext context, Provisioning people, Actor manager, Actor officer) {
        this.context = context;
        this.people = people;
        this.decisions = context.getBean(DecisionList.class);
        this.manager = manager;
        this.officer = officer;
        this.now = context.getBean(Clock.class).instant();
    }

    static void tell(ApplicationContext context, byte[] scenario) {
        Provisioning people = context.getBean(Provisioning.class);
        Actor manager = people.firstWith(Role.PROJECT_MANAGER);
        Actor officer = people.firstWith(Role.DATA_PROTECTION_OFFICER);
        if (manager == null || officer == null) return;
        DemoPublication told = new DemoPublication(context, people, manager, officer);
        told.release();
        JsonNode story = read();
        if (story.path("scenario")
                .asString()
                .equals(JsonMapper.shared().readTree(scenario).at("/meta/id").asString(""))) told.story(story);
    }

    private void release() {
        LocalDate month =
                LocalDate.ofInstant(now, ZoneOffset.UTC).withDayOfMonth(1).minusDays(1);
        var asked = new PrepareRelease(Ids.next(), month, EnumSet.allOf(PrepareRelease.Division.class));
        if (context.getBean(Releases.class).prepare(manager, asked) instanceof Answer.Done<UUID>(UUID id))
            agree(officer, "RELEASE", id);
    }

    /** The child said no when it was registered: another worker hears the yes, and the supervisor confirms it. */
    private void story(JsonNode told) {
        Actor writer = actor(told, "writtenBy");
        Actor listener = actor(told, "heardBy");
        Actor supervisor = actor(told, "supervisor");
        String file = told.path("file").asString();
        UUID grant = share(supervisor, listener, file);
        if (grant == null) return;
        UUID yes = Ids.next();
        boolean heard = context.getBean(Consents.class).record(listener, file, yes(yes)) instanceof Outcome.Done;
        if (heard) agree(supervisor, "NEW_YES", yes);
        context.getBean(Shares.class).end(supervisor, file, grant);
        if (!heard) return;
        WriteStory words = new WriteStory(
                Ids.next(),
                file,
                told.path("titleFr").asString(),
                told.path("textFr").asString(),
                told.path("titleEn").asString(),
                told.path("textEn").asString());
        if (!(words.wrong().isEmpty()
                && context.getBean(Stories.class).write(writer, words) instanceof Answer.Done<Story> done))
            throw new Refused("The story of the demo was refused: " + words.wrong());
        for (Actor reader : List.of(manager, officer)) {
            context.getBean(Stories.class).look(reader, done.value().code());
            agree(reader, reader == manager ? "STORY_CARE" : "STORY_DATA", words.id());
        }
    }

    private Actor actor(JsonNode told, String part) {
        return Objects.requireNonNull(people.actor(told.path(part).asString()), part);
    }

    /** For this hearing alone; null = the file is not there on this day. */
    private @Nullable UUID share(Actor supervisor, Actor listener, String file) {
        ShareFile share = new ShareFile(
                Ids.next(),
                listener.username(),
                EnumSet.of(Section.STATUS, Section.IDENTITY, Section.FAMILY),
                true,
                now.plus(Duration.ofDays(1)),
                "Entendre la réponse de l’enfant sur la presse.");
        return context.getBean(Shares.class).share(supervisor, file, share) instanceof Outcome.Done<Grant> given
                ? given.value().id()
                : null;
    }

    private RecordConsent yes(UUID id) {
        List<String> explained = new ArrayList<>(Consent.QUESTIONS);
        explained.add(Consent.LIMITS);
        return new RecordConsent(
                id,
                Consent.Purpose.MEDIA,
                Consent.Status.GIVEN,
                Consent.GivenBy.CHILD_CONSENT_AND_GUARDIAN,
                now.minus(BEFORE),
                "fr",
                null,
                explained,
                null,
                "Le tuteur, présent",
                null);
    }

    private void agree(Actor second, String kind, UUID subject) {
        UUID waiting = Objects.requireNonNull(decisions.waitingOf(second, kind).get(subject), kind);
        if (!(decisions.decide(second, waiting, true, null, null) instanceof Verdict.Done))
            throw new Refused("What the demo publishes was not agreed to: " + kind);
    }

    private static JsonNode read() {
        try (InputStream in = Objects.requireNonNull(DemoPublication.class.getResourceAsStream(STORY))) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
