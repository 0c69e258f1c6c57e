package io.tributary.local.suite;

/** What the doubles and the destinations agree on: API key, access token, webhook secret ({@code whsec_...}). */
public record Credentials(String sendgridKey, String metaToken, String webhookSecret) {}
