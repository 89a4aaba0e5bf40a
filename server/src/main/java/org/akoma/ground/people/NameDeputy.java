package org.akoma.ground.people;

import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;

/**
 * Name a supervisor of another structure who decides what the only supervisor of this one proposed.
 *
 * @param structure code
 * @param person code of the supervisor
 */
@InputForm(name = "access.name-deputy", labels = "deputies")
record NameDeputy(
        @Field(label = "access.organisation", example = "NGO-A") @Size(max = Form.SHORT_TEXT)
        String structure,

        @Field(example = "SUP-02") @Size(max = Form.SHORT_TEXT)
        String person) {}
