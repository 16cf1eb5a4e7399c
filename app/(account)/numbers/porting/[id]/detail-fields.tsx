import { SelectField, TextField } from '#components/form/field.tsx'
import type { FormState } from '#components/form/form-state.ts'
import type { PortOrder } from '#domain/porting/order.ts'

export type DetailsView = Pick<
  PortOrder,
  'accountNumber' | 'hasPin' | 'businessName' | 'authorisedPerson' | 'street' | 'city' | 'region' | 'postalCode'
> & { country: 'US' | 'CA' }

type Props = { state: FormState; is: DetailsView }

/** What the forms need of an order, and no more: it goes to the browser. */
export function detailsView(order: PortOrder, country: 'US' | 'CA' = order.country ?? 'US'): DetailsView {
  const { accountNumber, hasPin, businessName, authorisedPerson, street, city, region, postalCode } = order
  return { accountNumber, hasPin, businessName, authorisedPerson, street, city, region, postalCode, country }
}

export function AccountNumberField({ state, is }: Props) {
  return (
    <TextField
      name="account_number"
      label="Account number at the losing carrier"
      maxLength={40}
      required
      autoComplete="off"
      spellCheck={false}
      className="num"
      defaultValue={state.values.account_number ?? is.accountNumber ?? ''}
      errors={state.fieldErrors.account_number}
      hint="As on the invoice. It is not the phone number."
    />
  )
}

export function PinField({ state, is, required = false }: Props & { required?: boolean }) {
  return (
    <TextField
      name="pin"
      label={required ? 'New PIN or passcode' : 'PIN or passcode'}
      type="password"
      maxLength={20}
      required={required}
      autoComplete="off"
      className="num"
      errors={state.fieldErrors.pin}
      hint={
        is.hasPin
          ? 'One is set. It is kept sealed and never shown again; empty leaves it as it is.'
          : 'Where the losing carrier asks for one, as mobile carriers do. It is kept sealed and never shown again.'
      }
    />
  )
}

export function NameFields({ state, is }: Props) {
  return (
    <>
      <TextField
        name="business_name"
        label="Name on the account"
        maxLength={100}
        required
        autoComplete="organization"
        defaultValue={state.values.business_name ?? is.businessName ?? ''}
        errors={state.fieldErrors.business_name}
        hint="Of the business, or of the person, as the losing carrier has it."
      />
      <TextField
        name="authorised_person"
        label="Authorised person"
        maxLength={100}
        required
        autoComplete="name"
        defaultValue={state.values.authorised_person ?? is.authorisedPerson ?? ''}
        errors={state.fieldErrors.authorised_person}
        hint="Who may decide on that account, and signs."
      />
    </>
  )
}

export function AddressFields({ state, is }: Props) {
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 text-13 font-medium text-ink-2">Service address, as the losing carrier has it</legend>
      <TextField
        name="street"
        label="Street"
        maxLength={100}
        required
        autoComplete="street-address"
        defaultValue={state.values.street ?? is.street ?? ''}
        errors={state.fieldErrors.street}
      />
      <TextField
        name="city"
        label="City"
        maxLength={100}
        required
        autoComplete="address-level2"
        defaultValue={state.values.city ?? is.city ?? ''}
        errors={state.fieldErrors.city}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          name="region"
          label="State or province"
          maxLength={2}
          required
          autoComplete="address-level1"
          className="uppercase"
          placeholder={is.country === 'CA' ? 'BC' : 'WA'}
          defaultValue={state.values.region ?? is.region ?? ''}
          errors={state.fieldErrors.region}
        />
        <TextField
          name="zip"
          label="ZIP or postal code"
          maxLength={10}
          required
          autoComplete="postal-code"
          className="num"
          defaultValue={state.values.zip ?? is.postalCode ?? ''}
          errors={state.fieldErrors.zip}
        />
        <SelectField
          key={state.values.country ?? is.country}
          name="country"
          label="Country"
          defaultValue={state.values.country ?? is.country}
        >
          <option value="US">United States</option>
          <option value="CA">Canada</option>
        </SelectField>
      </div>
    </fieldset>
  )
}
