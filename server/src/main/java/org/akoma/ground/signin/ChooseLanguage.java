package org.akoma.ground.signin;

import org.akoma.ground.forms.Field;
import org.akoma.ground.forms.InputForm;

/** Choose the language in which Akoma writes to oneself. */
@InputForm(name = "access.choose-language", labels = "access")
record ChooseLanguage(
        @Field(
                list = "language",
                only = {"fr", "en"})
        String language) {}
