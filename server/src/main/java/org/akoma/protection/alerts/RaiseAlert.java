package org.akoma.protection.alerts;

import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** Raise an alert, under an id that the caller made. */
public sealed interface RaiseAlert {

    UUID id();

    /** On a child whom the caller sees. */
    record OfChild(UUID id, Alert.Type type, Alert.SealedText words) implements RaiseAlert {

        /** The fields that people and programs fill in, in the order of the form. */
        @InputForm(name = "followup.raise-alert", labels = "followup.alert")
        public record Input(
                UUID id,

                @Field(
                        list = "alert-type",
                        except = {"LIFE_IN_DANGER", "HEALTH_URGENT", "WITHOUT_PLACE", "CSI_URGENT", "DEVICE_LOST"},
                        as = Field.Widget.RADIOS,
                        merge = Field.Merge.SAFEST,
                        label = "followup.alert.type.ask")
                Alert.Type type,

                @Field(lines = 4, sealed = true, label = "followup.alert.what.ask", hint = "followup.alert.what.hint")
                @Size(max = Form.LONG_TEXT)
                String what,

                @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = 1_000) @Nullable
                String where) {

            OfChild command() {
                return new OfChild(id, type, new Alert.SealedText(what, where));
            }
        }
    }

    /** A child who was missing is back: said by who sees that it is there, without reading of the search. */
    record Back(UUID id, String what) implements RaiseAlert {}

    /** A telephone or tablet that is gone: everybody may say so, without a file. */
    record OfDevice(
            UUID id, @Nullable Boolean encrypted, @Nullable Integer filesOnDevice, Alert.SealedText words)
            implements RaiseAlert {}
}
