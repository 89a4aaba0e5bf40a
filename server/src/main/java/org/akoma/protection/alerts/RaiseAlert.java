package org.akoma.protection.alerts;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.akoma.FieldError;
import org.akoma.ground.forms.Checked;
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
                        except = {"HEALTH_URGENT", "DISTRESS", "WITHOUT_PLACE", "CSI_URGENT", "DEVICE_LOST"},
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
    record Back(UUID id, String what) implements RaiseAlert {

        /** The field that people and programs fill in. */
        @InputForm(name = "followup.say-back", labels = "followup")
        public record Input(
                UUID id,

                @Field(lines = 3, sealed = true, label = "followup.back.what", hint = "followup.back.hint")
                @Size(max = Form.LONG_TEXT)
                String back) {

            Back command() {
                return new Back(id, back);
            }
        }
    }

    /** A telephone or tablet that is gone: everybody may say so, without a file. */
    record OfDevice(
            UUID id, @Nullable Boolean encrypted, @Nullable Integer filesOnDevice, Alert.SealedText words)
            implements RaiseAlert {

        private static final int MOST_FILES = 10_000;

        /**
         * The fields that people and programs fill in, in the order of the form.
         *
         * @param type {@code DEVICE_LOST}; a page does not ask it
         */
        @InputForm(name = "followup.lose-device", labels = "followup.device")
        public record Input(
                UUID id,

                @Field(list = "alert-type", label = "followup.alert.type.ask", example = "DEVICE_LOST")
                Alert.Type type,

                @Field(lines = 3, sealed = true) @Size(max = Form.LONG_TEXT)
                String what,

                @Field(as = Field.Widget.WIDE, sealed = true) @Size(max = 1_000) @Nullable
                String where,

                @Min(0) @Max(MOST_FILES) @Nullable Integer files,
                @Nullable Boolean encrypted)
                implements Checked {

            @Override
            public List<FieldError> wrong() {
                return type == Alert.Type.DEVICE_LOST
                        ? List.of()
                        : List.of(FieldError.of("type", "form.choice", Alert.Type.DEVICE_LOST.name()));
            }

            OfDevice command() {
                return new OfDevice(id, encrypted, files, new Alert.SealedText(what, where));
            }
        }
    }
}
