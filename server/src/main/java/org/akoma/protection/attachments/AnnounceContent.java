package org.akoma.protection.attachments;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/**
 * A content that comes in parts: what is said of it, and how it is known to be whole.
 *
 * @param size in bytes
 * @param sha256 of the whole, in hexadecimal with small letters
 */
@InputForm(name = "attachments.announce", labels = "attachments")
record AnnounceContent(
        AddAttachment.Input about,

        @Field(example = "340000") @Min(1) @Max(LARGEST) Integer size,

        @Field(example = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
        @Size(max = 64)
        @Pattern(regexp = "[0-9a-f]{64}", message = "attachments.bad-digest")
        String sha256) {

    private static final int LARGEST = 100 << 20;
}
