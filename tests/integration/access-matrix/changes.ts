/** What each actor gets from each action, form by form (see forms.ts). Whatever is refused changes nothing. */
export const CHANGES = `
#                                                                anonymous msme foreign owner editor viewer partner moderator applicant
/opportunities/live
  POST /opportunities/live [cards-seen]                              204   204   204    204   204    204    204     204      204
/opportunities/:reference/interest
  POST /opportunities/{published}/interest [send-interest]           401   302   302    403   403    403    302     403      409 > /desk/interests/*
  POST /opportunities/{published}/interest [save-interest]           401   302   302    403   403    403    302     403      409 > /opportunities/{published}/interest?saved
  POST /opportunities/{theirPublished}/interest [send-interest]      401   302   403    302   302    403    302     403      302 > /desk/interests/*
  POST /opportunities/{held}/interest [send-interest]                404   404   404    403   403    403    404     403      409
  POST /opportunities/{draft}/interest [send-interest]               404   404   404    403   403    403    404     403      404
  POST /opportunities/{draft}/interest [save-interest]               404   404   404    403   403    403    404     403      404
/opportunities/:reference/interest/save
  POST /opportunities/{published}/interest/save [save-interest]      401   200   200    403   403    403    200     403      409
  POST /opportunities/{draft}/interest/save [save-interest]          401   404   404    403   403    403    404     403      404

/signup
  POST /signup [sign-up]                                             302   302   302    302   302    302    302     302      302 > /signup?sent
/login
  POST /login [sign-in]                                              302   302   302    302   302    302    302     302      302 > /desk/interests
  POST /login [guess-password]                                       401   401   401    401   401    401    401     401      401 shows posterAddress # what was typed
/logout
  POST /logout [button]                                              302   302   302    302   302    302    302     302      302 > /
/forgot-password
  POST /forgot-password [forgot-password]                            302   302   302    302   302    302    302     302      302 > /forgot-password?sent
/reset-password/:token
  POST /reset-password/{reset} [new-password]                        302   302   302    302   302    302    302     302      302 > /login?news=password
  POST /reset-password/{invitation} [new-password]                   410   410   410    410   410    410    410     410      410
/confirm-email/:token
  POST /confirm-email/{confirmation} [button]                        302   302   302    302   302    302    302     302      302 > /login?news=confirmed|/desk/account?done=confirmed
  POST /confirm-email/{reset} [button]                               410   410   410    410   410    410    410     410      410
/invitations/:token
  POST /invitations/{invitation} [join]                              302   403   403    403   403    403    403     403      403 > /desk shows invitedAddress
  POST /invitations/{msmeInvitation} [join]                          409   302   403    403   403    403    403     403      403 > /desk shows msmeAddress
  POST /invitations/guessed [join]                                   410   410   410    410   410    410    410     410      410

/desk/opportunities/new
  POST /desk/opportunities/new [new-opportunity]                    login  403   302    302   302    403    403     403      403 > /desk/opportunities/*/edit/basics
  POST /desk/opportunities/new [new-call]                           login  403   302    302   302    403    302     403      403 > /desk/opportunities/*/edit/basics
/desk/opportunities/:reference/readers
  POST /desk/opportunities/{published}/readers [grant-documents]    login  404   404    302   302    403    404     403      404 > /desk/opportunities/{published}/readers?done=grant
  POST /desk/opportunities/{indian}/readers [withdraw-documents]    login  404   404    302   302    403    404     403      404 > /desk/opportunities/{indian}/readers?done=withdraw
  POST /desk/opportunities/{theirPublished}/readers [grant-documents] login 404  404    404   404    404    404     403      404 # nobody has signed with them
/desk/interests/:id/nda
  POST /desk/interests/{shortlisted}/nda [invite-nda]               login  404   404    302   302    403    404     403      403 > /desk/interests/{shortlisted}/nda?done=invited
  POST /desk/interests/{sent}/nda [invite-nda]                      login  404   404    409   409    403    404     403      403
  POST /desk/interests/{sent}/nda [invite-again]                    login  404   404    409   409    403    404     403      403
  POST /desk/interests/{sent}/nda [accept-nda]                      login  404   404    403   403    403    404     403      302 > /desk/interests/{sent}/nda?done=accepted
  POST /desk/interests/{nobody}/nda [accept-nda]                    login  404   404    404   404    404    404     404      404
  POST /desk/interests/{sent}/nda [countersign-nda]                 login  404   404    409   409    403    404     403      403
  POST /desk/interests/{sent}/nda [refuse-nda]                      login  404   404    409   409    403    404     403      403
  POST /desk/interests/{sent}/nda [revoke-nda]                      login  404   404    302   302    403    404     403      403 > /desk/interests/{sent}/nda?done=revoked
/desk/organisation/nda
  POST /desk/organisation/nda [publish-nda]                         401    404   409    302   302    403    409     403      404 > /desk/organisation/nda?published
  POST /desk/organisation/nda [preview-nda]                         401    404   200    200   200    200    200     403      404
/desk/opportunities/:reference
  POST /desk/opportunities/{published} [hold]                       login  404   404    302   302    403    404     403      404 > /desk/opportunities/{published}?done=hold
  POST /desk/opportunities/{held} [resume]                          login  404   404    302   302    403    404     403      404 > /desk/opportunities/{held}?done=resume
  POST /desk/opportunities/{published} [renew]                      login  404   404    302   302    403    404     403      404 > /desk/opportunities/{published}?done=renew
  POST /desk/opportunities/{published} [close]                      login  404   404    302   302    403    404     403      404 > /desk/opportunities/{published}?done=close
  POST /desk/opportunities/{closed} [archive]                       login  404   404    302   302    403    404     403      404 > /desk/opportunities/{closed}?done=archive
  POST /desk/opportunities/{draft} [delete]                         login  404   404    302   302    403    404     403      404 > /desk/opportunities?deleted
  POST /desk/opportunities/{theirDraft} [delete]                    login  404   302    404   404    404    404     403      404 > /desk/opportunities?deleted
/desk/opportunities/:reference/edit/:step?
  POST /desk/opportunities/{draft}/edit/basics [basics]             401    404   404    302   302    403    404     404      404 > /desk/opportunities/{draft}/edit/description
  POST /desk/opportunities/{published}/edit/basics [basics]         401    404   404    302   302    403    404     404      404 > /desk/opportunities/{published}/edit/description
  POST /desk/opportunities/{archived}/edit/basics [basics]          401    404   404    409   409    403    404     404      404
  POST /desk/opportunities/{draft}/edit/review [publish]            login  404   404    302   302    403    404     404      404 > /desk/opportunities/{draft}?done=publish
  POST /desk/opportunities/{theirDraft}/edit/review [publish]       login  404   302    404   404    404    404     404      404 > /desk/opportunities/{theirDraft}?done=publish
  POST /desk/opportunities/{published}/edit/documents [disclose]    login  404   404    302   302    403    404     404      404 > /desk/opportunities/{published}/edit/documents#documents
  POST /desk/opportunities/{published}/edit/documents [remove-document] login 404 404   302   302    403    404     404      404 > /desk/opportunities/{published}/edit/documents#documents
  POST /desk/opportunities/{theirPublished}/edit/documents [remove-document] login 404 404 404 404   404    404     404      404 # its own page, another's paper
  POST /desk/opportunities/{published}/edit/documents [attach]      login  404   404    302   302    403    404     404      404 > /desk/opportunities/{published}/edit/documents#documents
/desk/opportunities/:reference/save-draft
  POST /desk/opportunities/{draft}/save-draft [autosave]             401   404   404    200   200    403    404     404      404
  POST /desk/opportunities/{theirDraft}/save-draft [autosave]        401   404   200    404   404    404    404     404      404

/desk/interests
  POST /desk/interests [move]                                        401   404   404    302   302    403    404     403      403 > /desk/interests?moved={sent}
/desk/interests/bulk
  POST /desk/interests/bulk [bulk-acknowledge]                      login  404   404    200   200    403    404     403      404
  POST /desk/interests/bulk [bulk-decline]                           401   404   404    200   200    403    404     403      404
/desk/interests/:id
  POST /desk/interests/{sent} [acknowledge]                         login  404   404    302   302    403    404     403      403 > /desk/interests/{sent}
  POST /desk/interests/{sent} [shortlist]                           login  404   404    302   302    403    404     403      403 > /desk/interests/{sent}
  POST /desk/interests/{sent} [advance]                             login  404   404    409   409    403    404     403      403
  POST /desk/interests/{sent} [decline]                             login  404   404    302   302    403    404     403      403 > /desk/interests/{sent}
  POST /desk/interests/{sent} [withdraw]                            login  404   404    403   403    403    404     403      302 > /desk/interests/{sent}
  POST /desk/interests/{unsent} [acknowledge]                       login  404   404    404   404    404    404     404      403
  POST /desk/interests/{unsent} [withdraw]                          login  404   404    404   404    404    404     404      409
  POST /desk/interests/{sent} [discard]                             login  404   404    404   404    404    404     404      409
  POST /desk/interests/{unsent} [discard]                           login  404   404    404   404    404    404     404      302 > /desk/interests

/desk/interests/:id/value
  POST /desk/interests/{sent}/value [value]                         login  404   404    302   302    403    404     404      404 > /desk/interests/{sent}/value?saved
  POST /desk/interests/{unsent}/value [value]                       login  404   404    404   404    404    404     404      404

/desk/interests/:id/messages
  POST /desk/interests/{sent}/messages [send-message]               login  404   404    302   302    403    404     404      302 > /desk/interests/{sent}/messages#message-3
  POST /desk/interests/{sent}/messages [ask]                        login  404   404    302   302    403    404     404      302 > /desk/interests/{sent}/messages#message-3
  POST /desk/interests/{declined}/messages [send-message]           login  404   404    302   302    403    404     404      302 > /desk/interests/{declined}/messages#message-1
  POST /desk/interests/{unsent}/messages [send-message]             login  404   404    404   404    404    404     404      404
  POST /desk/interests/{sent}/messages [save-message]               login  404   404    302   302    403    404     404      302 > /desk/interests/{sent}/messages#write
  POST /desk/interests/{sent}/messages [remove-message-file]        login  404   404    302   404    404    404     404      404 > /desk/interests/{sent}/messages#write
  POST /desk/interests/{sent}/messages [attach-to-message]          login  404   404    302   302    403    404     404      302 > /desk/interests/{sent}/messages#write
/desk/interests/:id/messages/draft
  POST /desk/interests/{sent}/messages/draft [save-message]          401   404   404    200   200    403    404     404      200
  POST /desk/interests/{unsent}/messages/draft [save-message]        401   404   404    404   404    404    404     404      404
/desk/interests/:id/messages/:messageId/report
  POST /desk/interests/{sent}/messages/{answer}/report [report]     login  404   404    302   409    302    404     404      404 > /desk/interests/{sent}/messages/{answer}/report # the editor has reported it
/desk/messages
  POST /desk/messages [message-mails]                               login  302   302    302   302    302    302     403      302 > /desk/messages?done=frequency
/messages/unsubscribe/:token
  POST /messages/unsubscribe/{messageUnsubscription} [button]        200   200   200    200   200    200    200     200      200
  POST /messages/unsubscribe/{messageUnsubscription} [one-click]     200   200   200    200   200    200    200     200      200
  POST /messages/unsubscribe/{unsubscription} [one-click]            410   410   410    410   410    410    410     410      410
/moderation/reports/:id
  POST /moderation/reports/{messageReport} [decide-report]          login  404   404    404   404    404    404     302      404 > /moderation/reports?done=decided
  POST /moderation/reports/{nobody} [decide-report]                 login  404   404    404   404    404    404     404      404

/desk/searches/new
  POST /desk/searches/new [save-search]                             login  302   302    302   302    302    302     403      302 > /desk/searches?done=saved
/desk/searches
  POST /desk/searches [change-search]                               login  404   404    302   404    404    404     403      404 > /desk/searches?done=changed
  POST /desk/searches [pause-search]                                login  404   404    302   404    404    404     403      404 > /desk/searches?done=paused
  POST /desk/searches [resume-search]                               login  404   404    302   404    404    404     403      404 > /desk/searches?done=resumed
  POST /desk/searches [delete-search]                               login  404   404    302   404    404    404     403      404 > /desk/searches?done=deleted

/desk/imports
  POST /desk/imports [spreadsheet]                                  login  403   302    302   302    403    302     403      403 > /desk/imports/*
/desk/imports/:id
  POST /desk/imports/{import} [try]                                 login  404   404    302   302    404    404     403      404 > /desk/imports/{import}
  POST /desk/imports/{import} [import]                              login  404   404    302   302    404    404     403      404 > /desk/imports/{import}
  POST /desk/imports/{import} [repeat]                              login  404   404    422   422    404    404     403      404 # no kind was chosen yet
  POST /desk/imports/{report} [repeat]                              login  404   404    409   409    404    404     403      404 # came without a file

/desk/certificates/new
  POST /desk/certificates/new [certificate]                         401    302   302    302   302    403    302     403      302 > /desk/certificates/*?done=added
/desk/certificates/:id/edit
  POST /desk/certificates/{certificate}/edit [certificate]          401    404   404    302   302    403    404     403      404 > /desk/certificates/{certificate}?done=changed
/desk/certificates/:id
  POST /desk/certificates/{certificate} [attach-evidence]           login  404   404    302   302    403    404     403      404 > /desk/certificates/{certificate}?done=attached
  POST /desk/certificates/{certificate} [remove-evidence]           login  404   404    302   302    403    404     403      404 > /desk/certificates/{certificate}?done=file_removed
  POST /desk/certificates/{theirCertificate} [remove-evidence]      login  404   404    404   404    404    404     403      404 # the file of another certificate
  POST /desk/certificates/{certificate} [remove-certificate]        login  404   404    302   302    403    404     403      404 > /desk/certificates?done=removed
  POST /desk/certificates/{theirCertificate} [remove-certificate]   login  404   404    404   404    404    404     403      302 > /desk/certificates?done=removed
/moderation/certificates/:id
  POST /moderation/certificates/{certificate} [verify-certificate]  login  404   404    404   404    404    404     302      404 > /moderation/certificates?done=verified
  POST /moderation/certificates/{certificate} [reject-certificate]  login  404   404    404   404    404    404     302      404 > /moderation/certificates?done=rejected

/desk/organisation/edit/:part
  POST /desk/organisation/edit/about [profile]                      login  302   302    302   302    403    302     403      302 > /desk/organisation?saved#about
/desk/organisation/members
  POST /desk/organisation/members [invite]                          login  302   302    302   403    403    302     403      302 > /desk/organisation/members?done=invited
  POST /desk/organisation/members [resend]                          login  404   404    302   403    403    404     403      404 > /desk/organisation/members?done=sent
  POST /desk/organisation/members [revoke]                          login  404   404    302   403    403    404     403      404 > /desk/organisation/members?done=revoked
  POST /desk/organisation/members [change-role]                     login  404   404    302   403    403    404     403      404 > /desk/organisation/members?done=role
  POST /desk/organisation/members [remove-member]                   login  404   404    302   403    403    404     403      404 > /desk/organisation/members?done=removed
  POST /desk/organisation/members [leave]                           login  409   409    409   302    302    409     403      409 > /desk/account?done=left
  POST /desk/organisation/members [buying-right]                    login  404   404    302   403    403    404     403      404 > /desk/organisation/members?done=buying
/desk/opportunities/:reference/feature
  POST /desk/opportunities/{published}/feature [feature]            login  404   404    302   403    403    404     403      404 > http*
  POST /desk/opportunities/{held}/feature [use-credit]              login  404   404    302   403    403    404     403      404 > /desk/billing/purchases/*
  POST /desk/opportunities/{draft}/feature [feature]                login  404   404    409   403    403    404     403      404
  POST /desk/opportunities/{theirPublished}/feature [use-credit]    login  404   409    404   404    404    404     403      404 # no credit is left
/desk/billing
  POST /desk/billing [billing-details]                               401   404   302    302   403    403    302     403      404 > /desk/billing?saved
  POST /desk/billing [buy-pack]                                     login  404   409    302   403    403    409     403      404 > http* # others have no billing details
/desk/billing/purchases/:id
  POST /desk/billing/purchases/{unpaid} [go-on-to-payment]          login  404   404    302   403    403    404     403      404 > http*
  POST /desk/billing/purchases/{pack} [go-on-to-payment]            login  404   404    302   403    403    404     403      404 > /desk/billing/purchases/{pack}
/desk/account
  POST /desk/account [rename]                                       login  302   302    302   302    302    302     302      302 > /desk/account?done=name
  POST /desk/account [confirm-email]                                login  409   409    409   409    409    409     409      409
  POST /desk/account [change-email]                                 login  302   302    302   302    302    302     302      302 > /desk/account?done=email
  POST /desk/account [take-email]                                   login  403   403    403   403    403    403     403      403
  POST /desk/account [change-password]                              login  302   302    302   302    302    302     302      302 > /desk/account?done=password
  POST /desk/account [take-account]                                 login  403   403    403   403    403    403     403      403
  POST /desk/account [act-for]                                      login  404   404    302   302    302    404     404      404 > /desk/account?done=organisation
  POST /desk/account [end-session]                                  login  404   404    302   404    404    404     404      404 > /desk/account?done=ended
  POST /desk/account [sign-out-everywhere]                          login  302   302    302   302    302    302     302      302 > /login?news=everywhere

/alerts/unsubscribe/:token
  POST /alerts/unsubscribe/{unsubscription} [button]                 200   200   200    200   200    200    200     200      200
  POST /alerts/unsubscribe/{unsubscription} [one-click]              200   200   200    200   200    200    200     200      200
  POST /alerts/unsubscribe/{reset} [one-click]                       410   410   410    410   410    410    410     410      410

/moderation/reference/:name
  POST /moderation/reference/fdi [preview-rule]                     401    404   404    404   404    404    404     200      404
  POST /moderation/reference/nonsense [preview-rule]                401    404   404    404   404    404    404     404      404

/opportunities.atom
  POST /opportunities.atom [button]                                  405   405   405    405   405    405    405     405      405
/api/v1/opportunities
  POST /api/v1/opportunities [button]                                405   405   405    405   405    405    405     405      405
/api/v1/opportunities/:reference
  POST /api/v1/opportunities/{published} [button]                    405   405   405    405   405    405    405     405      405
/api/v1/organisations/:slug
  POST /api/v1/organisations/{organisation} [button]                 405   405   405    405   405    405    405     405      405
/api/openapi.json
  POST /api/openapi.json [button]                                    405   405   405    405   405    405    405     405      405
/sandbox/pay/:session
  POST /sandbox/pay/cs_test_nobody [button]                          404   404   404    404   404    404    404     404      404
/webhooks/stripe
  POST /webhooks/stripe [button]                                     400   400   400    400   400    400    400     400      400 # not signed by Stripe
`;
