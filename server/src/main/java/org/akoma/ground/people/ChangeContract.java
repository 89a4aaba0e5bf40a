package org.akoma.ground.people;

import java.time.LocalDate;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Say when a contract ends.
 *
 * @param version of the account, as the sender read it
 * @param until the first day without a contract; null = open-ended
 */
@InputForm(name = "access.change-contract", labels = "access", changes = true, handlerAsksVersion = true)
record ChangeContract(
        @Nullable Integer version,

        @Field(label = "access.contract.until") @Nullable LocalDate until) {}
