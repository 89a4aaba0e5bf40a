package org.akoma.programme.fieldwork;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.programme.evaluation.Mission;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How many interviews a mission held, for who has its report made. Numbers alone: what somebody said stays with the evaluators. */
@Service
public class FieldFigures {

    private final FieldInterviewStore store;
    private final ActorTransactions transactions;

    FieldFigures(FieldInterviewStore store, ActorTransactions transactions) {
        this.store = store;
        this.transactions = transactions;
    }

    /**
     * Interviews by one guide; null = so few that only the team of the mission knows.
     *
     * @param guide code of {@code evaluation.guide}: whom it is for
     * @param answers questions that were answered, of all of them
     * @param stopped by distress
     */
    public record OfGuide(
            String guide,
            @Nullable Integer held,
            @Nullable Integer answers,
            @Nullable Integer stopped) {
        public boolean ofChild() {
            return Guide.Code.valueOf(guide).ofChild();
        }
    }

    /**
     * Children whose agreement the mission asked for, as it stands now; null as above.
     *
     * @param agreed with their guardians
     * @param unanswered of this mission; what another one was answered counts there
     */
    public record Asked(
            @Nullable Integer asked,
            @Nullable Integer agreed,
            @Nullable Integer declined,
            @Nullable Integer unanswered) {}

    /** In the order of the guides; one without an interview is not there. Empty for who may not have the report made. */
    public List<OfGuide> interviews(Actor actor, Mission mission) {
        return transactions.as(actor, () -> store.counts(mission.id())).stream()
                .sorted(Comparator.comparing(one -> Guide.Code.valueOf(one.guide())))
                .toList();
    }

    public Optional<Asked> asked(Actor actor, Mission mission) {
        return transactions.as(actor, () -> store.asked(mission.id()));
    }

    /** Whom no interview was held with. */
    public static List<String> without(List<OfGuide> held) {
        List<String> guides = held.stream().map(OfGuide::guide).toList();
        return Stream.of(Guide.Code.values())
                .map(Guide.Code::name)
                .filter(one -> !guides.contains(one))
                .toList();
    }
}
