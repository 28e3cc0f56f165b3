/// Every rule that is looked at, in the order of reports.
enum ProbeRules {
    static let all: [any ProbeRule.Type] = [
        SpeaksProtocol.self,
        // The newer era.
        ImplementsDiscover.self, IdentifiesItself.self, RefusesUnsupportedVersion.self,
        KnowsUnknownMethod.self,
        HasNoPing.self, ComparesVersionHeader.self, ComparesMethodHeader.self, WantsMethodHeader.self,
        WantsMetadata.self, MarksResults.self, TellsCaching.self, RefusesGetAndDelete.self,
        // The older era.
        AnswersInitialize.self, NegotiatesVersion.self, ChecksVersionHeader.self, AcceptsInitialized.self,
        AnswersPing.self, TellsUnknownMethod.self, NamesSessionsVisibly.self, WantsSession.self,
        KnowsItsSessions.self, EndsSessions.self, ForgetsEndedSessions.self, AnswersGet.self,
        // Both.
        RefusesBrokenJSON.self, RefusesBatches.self, ChecksParameters.self, ChecksOrigin.self,
        ChecksHost.self,
        HeedsAccept.self, SendsKnownContent.self,
        ListsTools.self, ListsPages.self, MatchesCapabilities.self, RefusesUnknownTool.self, CallsTool.self,
        // Who asks.
        ChallengesStrangers.self, NamesItsResource.self,
        ShowsServerCard.self,
    ]
}
