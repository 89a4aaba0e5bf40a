package org.akoma.ground.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Shows what is masked elsewhere, such as a name, an address or a face: answered only when who has a second factor signed in, or showed it in this session,
 * not longer ago than {@code reveal.factor-again} (policies.json). A page asks for the code first; a program gets 403 {@code access.factor-again}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RecentFactor {}
