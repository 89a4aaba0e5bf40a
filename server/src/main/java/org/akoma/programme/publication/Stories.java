package org.akoma.programme.publication;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.akoma.FieldError;
import org.akoma.ground.access.Acted;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.access.Verb;
import org.akoma.ground.decisions.Decision;
import org.akoma.ground.decisions.Decisions;
import org.akoma.ground.decisions.Decisions.Verdict;
import org.akoma.ground.decisions.Proposal;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.vault.NameParts;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/**
 * Stories for everybody: written by who works with the child while its yes to press and communication holds, shown once a supervisor or project manager and
 * the data protection officer both agreed, and gone in the moment in which the yes is taken back or another answer follows: a later yes needs a new story.
 * One person is enough to take one off; the database rings who wrote it and who oversees the project.
 */
@Service
public class Stories {

    static final String CARE = "STORY_CARE";
    static final String DATA = "STORY_DATA";
    private static final int MOST = 200;

    private final StoryStore store;
    private final Decisions decisions;
    private final ActorTransactions transactions;
    private final SentCommands sent;
    private final Vault vault;
    private final ApplicationEventPublisher events;

    Stories(
            StoryStore store,
            Decisions decisions,
            ActorTransactions transactions,
            SentCommands sent,
            Vault vault,
            ApplicationEventPublisher events) {
        this.store = store;
        this.decisions = decisions;
        this.transactions = transactions;
        this.sent = sent;
        this.vault = vault;
        this.events = events;
    }

    /** One's own, and all of them for who agrees; the newest first. */
    List<Story> list(Actor actor) {
        return actor.may(Verb.STORY_READ) ? transactions.as(actor, () -> store.all(MOST)) : List.of();
    }

    Optional<Story> find(Actor actor, String code) {
        return actor.may(Verb.STORY_READ) ? transactions.as(actor, () -> store.find(code)) : Optional.empty();
    }

    /** Files of children of whom the actor may write one now. */
    List<String> children(Actor actor) {
        return actor.may(Verb.STORY_WRITE) ? transactions.as(actor, store::children) : List.of();
    }

    public Answer<Story> write(Actor actor, WriteStory input) {
        if (!actor.may(Verb.STORY_WRITE)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            FieldError other = sent.refusal(input.id(), input);
            if (other != null) return new Answer.Refused<>(List.of(other));
            Story there = store.find(input.id()).orElse(null);
            if (there != null) return new Answer.Done<>(there);
            StoryStore.Yes yes = store.yes(input.file()).orElse(null);
            if (yes == null) return Answer.Refused.because("file", "publication.story-no-yes");
            if (namesTheChild(yes.file(), input.words()))
                return Answer.Refused.because("main", "publication.story-names-child");
            store.insert(input, yes);
            sent.keep(input.id(), input);
            decisions.propose(actor, Proposal.of(CARE, input.id(), 1));
            decisions.propose(actor, Proposal.of(DATA, input.id(), 1));
            Story story = store.find(input.id()).orElseThrow();
            note(actor, "publication.story-written", story);
            return new Answer.Done<>(story);
        });
    }

    private boolean namesTheChild(UUID file, String words) {
        List<String> exact = NameParts.exactIn(words);
        return store.namesTheChild(file, vault.blind(exact));
    }

    Optional<Story> of(Decision decision) {
        return store.find(decision.subject());
    }

    Verdict decide(Actor actor, Decision decision, boolean agreed, @Nullable String reason) {
        Story story = of(decision).orElse(null);
        if (story == null) return new Verdict.NotFound();
        if (agreed && !story.oddWords().isEmpty() && !story.looked())
            return Verdict.Refused.because("agreed", "publication.story-not-looked");
        Verdict verdict = decisions.decide(actor, decision.id(), agreed, reason);
        if (!(verdict instanceof Verdict.Done)) return verdict;
        if (!agreed) store.end(story.id());
        else if (decision.kind().equals(CARE)) store.agreeForCare(story.id());
        else store.agreeForData(story.id());
        note(actor, agreed ? "publication.story-agreed" : "publication.story-refused", story);
        return verdict;
    }

    void takenBack(Decision decision) {
        of(decision).filter(story -> story.endedAt() == null).ifPresent(story -> store.end(story.id()));
    }

    /** Whether the actor is one of those who may agree to it now. */
    boolean mayLook(Actor actor, Story story) {
        return transactions.as(
                actor,
                () -> Stream.of(CARE, DATA)
                        .flatMap(kind -> decisions.waiting(kind, story.id()).stream())
                        .anyMatch(waiting -> !waiting.concerns(actor) && decisions.decides(waiting.id())));
    }

    /** Who may agree says that none of the words that may be names is one; before that the database takes no agreement of theirs. */
    public Answer<Story> look(Actor actor, String code) {
        return transactions.as(actor, () -> {
            Story story = find(actor, code).orElse(null);
            if (story == null) return new Answer.NotFound<>();
            if (story.looked()) return new Answer.Done<>(story);
            if (!mayLook(actor, story)) return new Answer.Forbidden<>();
            store.look(story.id());
            note(actor, "publication.story-looked", story);
            return new Answer.Done<>(store.find(story.id()).orElseThrow());
        });
    }

    Answer<Story> unpublish(Actor actor, String code) {
        return transactions.as(actor, () -> {
            Story story = find(actor, code).orElse(null);
            if (story == null) return new Answer.NotFound<>();
            if (!story.canBeTakenOff()) return Answer.Refused.because("main", "publication.story-not-shown");
            store.unpublish(story.id());
            note(actor, "publication.story-unpublished", story);
            return new Answer.Done<>(store.find(story.id()).orElseThrow());
        });
    }

    private void note(Actor actor, String act, Story story) {
        events.publishEvent(new Acted(actor, act, Map.of("story", story.code())));
    }
}
