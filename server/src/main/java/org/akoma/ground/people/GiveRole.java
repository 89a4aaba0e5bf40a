package org.akoma.ground.people;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.access.GivenRole;
import org.akoma.ground.access.Role;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.jspecify.annotations.Nullable;

/**
 * Give a person a role; it holds once somebody else has approved it.
 *
 * @param unit code or id of the shelter that a shelter manager runs
 * @param side whose accounts an administrator keeps; null = all
 */
record GiveRole(UUID personId, Role role, @Nullable String unit, GivenRole.@Nullable Side side) {

    /** The fields that people and programs fill in. */
    @InputForm(name = "access.give-role", labels = "access")
    record Input(
            @Field(list = "role") Role role,

            @Field(
                    example = "SH-SP",
                    when = "role",
                    is = "SHELTER_MANAGER",
                    keep = true,
                    requiredWhenAsked = true,
                    missing = "access.unit-needed")
            @Size(max = MakePerson.LONGEST)
            @Nullable
            String unit,

            @Field(
                    list = "administrator-side",
                    label = "access.keeps-side",
                    hint = "access.keeps-side.hint",
                    when = "role",
                    is = "SYSTEM_ADMINISTRATOR")
            GivenRole.@Nullable Side side) {

        GiveRole to(UUID person) {
            return new GiveRole(person, role, unit, side);
        }
    }

    sealed interface Result {
        record Given(GivenRole role) implements Result {}

        record NotFound() implements Result {}

        record Forbidden() implements Result {}

        record ToOneself() implements Result {}

        /** One person never holds a police and a care role: they need another account. */
        record OtherCompartment() implements Result {}

        /**
         * Who asks for money, who approves it and who pays it are different people.
         *
         * @param held the role that the person holds already
         */
        record Apart(Role held) implements Result {}

        /** The person holds this role already, or it waits for a second person: ending it once would leave it. */
        record Twice() implements Result {}

        /** An officer works in a structure of law enforcement. */
        record InPolice() implements Result {}

        /** No shelter of the person's structure, or a role that runs none. */
        record NoUnit() implements Result {}
    }
}
