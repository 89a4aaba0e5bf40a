package org.akoma.ground.people;

import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.akoma.FieldError;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Correct where somebody works, under whom, and in which language Akoma writes to them. The language holds at once; another structure or supervisor
 * waits for a second person.
 *
 * @param version of the account, as the sender read it
 * @param organisation code of the structure
 * @param supervisor user name; null = nobody
 */
@InputForm(name = "access.correct-account", labels = "access", changes = true, handlerAsksVersion = true)
record CorrectAccount(
        @Nullable Integer version,

        @Field(example = "NGO-A") @Size(max = MakePerson.LONGEST)
        String organisation,

        @Field(example = "sup-01") @Size(max = MakePerson.LONGEST) @Nullable
        String supervisor,

        @Field(
                list = "language",
                only = {"fr", "en"})
        String language) {

    CorrectAccount {
        organisation = organisation == null ? null : organisation.toUpperCase(Locale.ROOT);
        supervisor = supervisor == null ? null : supervisor.toLowerCase(Locale.ROOT);
    }

    /**
     * Say when a contract ends.
     *
     * @param version of the account, as the sender read it
     * @param until the first day without a contract; null = open-ended
     */
    @InputForm(name = "access.change-contract", labels = "access", changes = true, handlerAsksVersion = true)
    record ContractEnd(
            @Nullable Integer version,

            @Field(label = "access.contract.until") @Nullable
            LocalDate until) {}

    /** What came of it. */
    sealed interface Result {
        /** @param waits whether a part of it waits for a second person */
        record Done(boolean waits) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record ToOneself() implements Result {}

        /** Somebody else changed the account in the meantime. */
        record Changed() implements Result {}

        /** No such structure, or it does not exist today. */
        record NoOrganisation() implements Result {}

        /** In a structure of law enforcement works nobody of the care side, nor who watches over it. */
        record InPolice() implements Result {}

        /** Nobody of this code supervises cases in the structure, or is its deputy. */
        record NoSupervisor() implements Result {}

        /** The person still has a role, a file or access to one in the present structure. */
        record Bound(List<AccountStore.Held> by) implements Result {
            public Bound {
                by = List.copyOf(by);
            }

            /** One sentence for each: where it is ended. */
            List<FieldError> errors() {
                return by.stream()
                        .map(held -> switch (held) {
                            case ROLE -> FieldError.of("organisation", "access.bound-role");
                            case FILE -> FieldError.of("organisation", "access.bound-file");
                            case ACCESS -> FieldError.of("organisation", "access.bound-access");
                        })
                        .toList();
            }
        }
    }
}
