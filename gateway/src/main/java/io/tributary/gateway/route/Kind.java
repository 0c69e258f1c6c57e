package io.tributary.gateway.route;

/** What sort of traffic a route carries, which decides the checks it passes. */
public enum Kind {
    /** Events with a write key: no token, the short way through. */
    COLLECTOR,
    /** Links and call-backs that carry a signature. */
    SIGNED,
    /** The API for people and programs with a token. */
    API,
    /** API calls whose body is a file: streamed, without a limit on its size. */
    UPLOAD
}
