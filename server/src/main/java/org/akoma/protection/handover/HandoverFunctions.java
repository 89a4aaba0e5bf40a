package org.akoma.protection.handover;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.ActorTransactions;
import org.akoma.ground.access.Organisations;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.SentCommands;
import org.akoma.ground.forms.Answer;
import org.akoma.ground.forms.Checked;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.journal.Journal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** What has to go on after the project, by function ({@code requirements.md 7}, point 10). Each writing is a version; the newest of a function holds. */
@Service
class HandoverFunctions {

    private final HandoverFunctionStore store;
    private final Organisations organisations;
    private final ActorTransactions transactions;
    private final Journal journal;
    private final SentCommands sent;

    HandoverFunctions(
            HandoverFunctionStore store,
            Organisations organisations,
            ActorTransactions transactions,
            Journal journal,
            SentCommands sent) {
        this.store = store;
        this.organisations = organisations;
        this.transactions = transactions;
        this.journal = journal;
        this.sent = sent;
    }

    enum Function {
        FOLLOW_UP_VISITS,
        SCHOOL_FEES,
        VOCATIONAL_FEES,
        HOTLINE,
        TRAINING_REFRESHER,
        DATA_SYSTEM
    }

    enum Money {
        STATE_BUDGET,
        LOCAL_BUDGET,
        DONOR,
        NGO,
        NONE_YET
    }

    enum Currency {
        XOF,
        GHS,
        GNF
    }

    enum Risk {
        HIGH,
        MEDIUM,
        LOW
    }

    /**
     * @param cost a month; null = not known
     * @param owner code of the structure that takes it over; null = nobody yet
     */
    @InputForm(name = "handover.write-function", labels = "handover.function")
    record WriteFunction(
            UUID id,
            @Field(list = "handover.functions") Function function,

            @Pattern(regexp = "[0-9]{1,12}([.,][0-9]{1,2})?", message = "handover.amount") @Nullable
            BigDecimal cost,

            @Field(list = "handover.currencies") @Nullable Currency currency,
            @Size(max = 20) @Nullable String owner,
            @Field(list = "handover.money") @Nullable Money money,
            @Nullable LocalDate startsOn,
            @Field(list = "handover.risks") @Nullable Risk risk,
            @Field(lines = 2) @Size(max = 500) @Nullable String note)
            implements Checked {

        @Override
        public List<FieldError> wrong() {
            List<FieldError> wrong = new ArrayList<>();
            if (cost != null && currency == null) wrong.add(FieldError.of("currency", "form.required"));
            if (cost == null && currency != null) wrong.add(FieldError.of("cost", "form.required"));
            return wrong;
        }
    }

    /** @param by code of who wrote it; null = nobody has written about this function */
    record Line(
            Function function,
            @Nullable BigDecimal cost,
            @Nullable Currency currency,
            @Nullable String owner,
            @Nullable Money money,
            @Nullable LocalDate startsOn,
            @Nullable Risk risk,
            @Nullable String note,
            @Nullable String by,
            @Nullable Instant at) {

        static Line unwritten(Function function) {
            return new Line(function, null, null, null, null, null, null, null, null, null);
        }
    }

    Answer<UUID> write(Actor actor, WriteFunction command) {
        if (!actor.is(Role.PROJECT_MANAGER)) return new Answer.Forbidden<>();
        return transactions.as(actor, () -> {
            UUID owner = null;
            if (command.owner() != null) {
                owner = organisations
                        .find(command.owner())
                        .map(org.akoma.ground.access.Organisation::id)
                        .orElse(null);
                if (owner == null) return Answer.Refused.because("owner", "handover.no-structure");
                if (store.isNeverOf(command.function(), owner))
                    return Answer.Refused.because("owner", "handover.function-of-police");
            }
            if (!store.isSafe(command.note())) return Answer.Refused.because("note", "handover.note-safe");
            if (!store.insert(command, owner, actor.personId())) {
                FieldError other = sent.refusal(command.id(), command);
                return other == null ? new Answer.Done<>(command.id()) : new Answer.Refused<>(List.of(other));
            }
            sent.keep(command.id(), command);
            journal.noteOwn(
                    actor,
                    "handover.function-written",
                    Map.of("function", command.function().name()));
            return new Answer.Done<>(command.id());
        });
    }

    /** Every function, in the order of the requirements. */
    List<Line> all(Actor actor) {
        if (!HandoverPlans.reads(actor)) return List.of();
        return transactions.as(actor, () -> {
            Map<Function, Line> written = store.newest();
            return List.of(Function.values()).stream()
                    .map(one -> written.getOrDefault(one, Line.unwritten(one)))
                    .toList();
        });
    }
}
