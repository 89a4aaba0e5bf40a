package org.akoma.slips;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.akoma.access.Actor;
import org.akoma.access.Verb;
import org.akoma.pages.Task;
import org.akoma.pages.Tasks;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Children who are announced or handed over: the police sign, the social worker receives. */
@Component
@Order(10)
class SlipTasks implements Tasks {

    private final Slips slips;

    SlipTasks(Slips slips) {
        this.slips = slips;
    }

    @Override
    public List<Task> tasksFor(Actor actor, LocalDate today) {
        if (actor.may(Verb.SLIP_WRITE))
            return of(actor, SlipStatus.OPEN, "slip-sign").toList();
        if (!actor.may(Verb.SLIP_RECEIVE)) return List.of();
        return Stream.concat(
                        of(actor, SlipStatus.SIGNED_BY_OFFICER, "slip-receive"),
                        of(actor, SlipStatus.OPEN, "slip-announced"))
                .toList();
    }

    private Stream<Task> of(Actor actor, SlipStatus status, String kind) {
        return slips.list(actor, null, status, null, MOST).stream()
                .map(slip -> Task.one(kind, slip.number(), null, foundOn(slip), "/slips/" + slip.number()));
    }

    /** A child is handed over, and received, on the day they are found (T1). */
    private static LocalDate foundOn(Slip slip) {
        return LocalDate.ofInstant(slip.content().foundAt(), ZoneOffset.UTC).plusDays(1);
    }
}
