package org.akoma.protection.messages;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.cases.Differences;
import org.akoma.protection.cases.Outcome;
import org.springframework.stereotype.Component;

/** Who was at a conference says so under their own account; only then are they counted ({@code requirements.md 2.4, T9}; {@code trust.md 3}). */
@Component
class ConferencePresence {

    private final ConferenceStore store;
    private final ConferenceWork conferences;
    private final CaseWork work;

    ConferencePresence(ConferenceStore store, ConferenceWork conferences, CaseWork work) {
        this.store = store;
        this.conferences = conferences;
        this.work = work;
    }

    /** Of one who was asked to it and still reads it; the last word counts. The chair hears of who was not there. */
    Outcome<Conference> say(Actor actor, String code, UUID id, SayPresence said) {
        if (!actor.may(Verb.CONFERENCE_READ)) return new Outcome.NotFound<>();
        return work.peek(actor, code, Section.STATUS, file -> say(actor, file, id, said))
                .orElseGet(Outcome.NotFound::new);
    }

    private Outcome<Conference> say(Actor actor, CaseFile file, UUID id, SayPresence said) {
        Conference one = store.find(file, id).orElse(null);
        if (one == null) return new Outcome.NotFound<>();
        Conference.Attendance mine = one.attendance(actor.personId()).orElse(null);
        if (mine == null) return new Outcome.Forbidden<>();
        if (one.state() != Conference.State.HELD)
            return Outcome.Refused.because("wasThere", "referrals.conference-not-held");
        Conference.Presence wanted = said.wasThere() ? Conference.Presence.CONFIRMED : Conference.Presence.DENIED;
        Optional<Outcome<Conference>> overtaken = Outcome.Stale.since(
                one,
                one.version(),
                said.version(),
                Differences.fields("wasThere", mine.presence()),
                Differences.fields("wasThere", wanted));
        if (overtaken.isPresent()) return overtaken.get();
        if (mine.presence() == wanted) return new Outcome.Done<>(one);
        if (!store.sayPresence(id, said.wasThere())) return new Outcome.Forbidden<>(); // an emergency is no presence
        work.note(
                file,
                one.section(),
                said.wasThere() ? "referrals.presence-confirmed" : "referrals.presence-denied",
                Map.of());
        if (!said.wasThere())
            conferences.ring(actor, one.fileId(), new HashSet<>(List.of(one.chair(), one.plannedBy())));
        return new Outcome.Done<>(store.find(file, id).orElseThrow());
    }
}
